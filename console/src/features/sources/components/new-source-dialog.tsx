import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { FormError } from '@/components/form-error'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { sourceSchema, type Source, type SourceValues } from '../data/schema'
import { useCreateSource } from '../hooks/use-sources'
import { SourceFields } from './source-fields'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
  onMade: (source: Source) => void
}

export function NewSourceDialog({ open, onOpenChange, onMade }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title="New source" description="It gets a write key next.">
        <NewSourceForm onMade={onMade} />
      </DialogContent>
    </Dialog>
  )
}

function NewSourceForm({ onMade }: { onMade: (source: Source) => void }) {
  const create = useCreateSource(onMade)
  const form = useForm<SourceValues>({
    resolver: zodResolver(sourceSchema),
    defaultValues: { name: '', schema_mode: 'learn', ip_policy: 'keep' },
  })
  return (
    <form className="grid gap-4" onSubmit={form.handleSubmit((values) => create.mutate(values))} noValidate>
      <FormError error={create.error} />
      <SourceFields form={form} />
      <DialogFooter>
        <Button type="submit" disabled={create.isPending}>
          Make source
        </Button>
      </DialogFooter>
    </form>
  )
}
