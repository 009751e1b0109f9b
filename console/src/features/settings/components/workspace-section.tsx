import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { ErrorState } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import { useWorkspace } from '@/lib/workspace'
import { renameSchema } from '../data/schema'
import { useRename, useWorkspaceDetail } from '../hooks/use-settings'
import { Section } from './section'

export function WorkspaceSection() {
  const { data, error, refetch } = useWorkspaceDetail()
  return (
    <Section title="Workspace" description="Its id is part of every row and never changes; its name is for people.">
      {error && <ErrorState error={error} retry={refetch} />}
      {!data && !error && <Skeleton className="h-16" />}
      {data && <Rename key={data.version} id={data.id} name={data.name} version={data.version} />}
    </Section>
  )
}

function Rename({ id, name, version }: { id: string; name: string; version: number }) {
  const { isOwner } = useWorkspace()
  const rename = useRename(version)
  const form = useForm({ resolver: zodResolver(renameSchema), defaultValues: { name } })
  return (
    <form
      className="grid gap-4 sm:grid-cols-[1fr_1fr_auto] sm:items-end"
      onSubmit={form.handleSubmit((values) => rename.mutate(values))}
      noValidate
    >
      <FormField label="Id">
        <Input value={id} readOnly />
      </FormField>
      <FormField label="Name" error={form.formState.errors.name?.message}>
        <Input disabled={!isOwner} {...form.register('name')} />
      </FormField>
      {isOwner && (
        <Button type="submit" disabled={rename.isPending || !form.formState.isDirty}>
          Rename
        </Button>
      )}
    </form>
  )
}
