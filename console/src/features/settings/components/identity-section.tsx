import { useForm } from 'react-hook-form'
import { ErrorState } from '@/components/error-state'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Textarea } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import { useWorkspace } from '@/lib/workspace'
import { useChangeIdentity, useIdentity } from '../hooks/use-settings'
import { Section } from './section'

export function IdentitySection() {
  const { data, error, refetch } = useIdentity()
  return (
    <Section
      title="Ids that are no one's"
      description="Some clients send “guest” or a test id for everybody. Such ids link nothing. The built-in ones (null, undefined, 0, anonymous, unknown, nan, empty, all zeros) always count."
    >
      {error && <ErrorState error={error} retry={refetch} />}
      {!data && !error && <Skeleton className="h-24" />}
      {data && <Form key={data.version} ids={data.nobody_ids} version={data.version} />}
    </Section>
  )
}

function Form({ ids, version }: { ids: string[]; version: number }) {
  const { canEdit } = useWorkspace()
  const change = useChangeIdentity(version)
  const form = useForm({ defaultValues: { text: ids.join('\n') } })
  const save = form.handleSubmit(({ text }) =>
    change.mutate([...new Set(text.split('\n').map((line) => line.trim()))].filter(Boolean)),
  )
  return (
    <form className="grid gap-3" onSubmit={save}>
      <FormField label="One id a line">
        <Textarea disabled={!canEdit} rows={4} placeholder={'guest\ntest-user'} {...form.register('text')} />
      </FormField>
      {canEdit && (
        <Button type="submit" className="w-fit" disabled={change.isPending || !form.formState.isDirty}>
          Save
        </Button>
      )}
    </form>
  )
}
