import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router-dom'
import { ConfirmButton } from '@/components/confirm-button'
import { FormError } from '@/components/form-error'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { Switch } from '@/components/ui/switch'
import { useWorkspace } from '@/lib/workspace'
import { sourceSchema, type Source, type SourceValues } from '../data/schema'
import { useChangeSource, useDeleteSource } from '../hooks/use-sources'
import { SourceFields } from './source-fields'

export function SourceSettings({ source }: { source: Source }) {
  const navigate = useNavigate()
  const workspace = useWorkspace()
  const change = useChangeSource(source)
  const remove = useDeleteSource(source, () => navigate(workspace.to('sources')))
  const form = useForm<SourceValues>({ resolver: zodResolver(sourceSchema), defaultValues: source })
  return (
    <Card className="max-w-2xl">
      <CardContent className="grid gap-5">
        <form className="grid gap-4" onSubmit={form.handleSubmit((values) => change.mutate(values))} noValidate>
          <FormError error={change.error} />
          <SourceFields form={form} disabled={!workspace.canEdit} />
          {workspace.canEdit && (
            <Button type="submit" className="w-fit" disabled={change.isPending || !form.formState.isDirty}>
              Save
            </Button>
          )}
        </form>
        <label className="flex items-center justify-between gap-4 border-t pt-4">
          <span>
            <span className="block font-medium">Accept events</span>
            <span className="text-muted-foreground">Off: everything that is sent to this source is rejected.</span>
          </span>
          <Switch
            aria-label="Accept events"
            checked={source.enabled}
            disabled={!workspace.canEdit || change.isPending}
            onCheckedChange={(enabled) => change.mutate({ enabled })}
          />
        </label>
        {workspace.isOwner && (
          <div className="flex flex-wrap items-center justify-between gap-3 border-t pt-4">
            <p className="text-muted-foreground">Deletes the source and its write keys. Its events stay.</p>
            <ConfirmButton
              title={`Delete ${source.name}?`}
              description="Its write keys stop working. Events that were accepted stay where they are."
              action="Delete"
              onConfirm={() => remove.mutateAsync(undefined)}
            >
              <Button variant="outline" className="text-destructive">
                Delete source
              </Button>
            </ConfirmButton>
          </div>
        )}
      </CardContent>
    </Card>
  )
}
