import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { useNavigate } from 'react-router-dom'
import type { Schemas } from '@/api/client'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { workspaceSchema } from '../data/schema'
import { useCreateWorkspace } from '../hooks/use-settings'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

export default function NewWorkspaceDialog({ open, onOpenChange }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="New workspace"
        description="A tenant of its own: its events, keys and members are apart from all others."
      >
        <NewWorkspaceForm onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  )
}

function NewWorkspaceForm({ onDone }: { onDone: () => void }) {
  const navigate = useNavigate()
  const create = useCreateWorkspace((id) => {
    onDone()
    navigate(`/w/${id}/overview`)
  })
  const form = useForm<Schemas['NewWorkspace']>({
    resolver: zodResolver(workspaceSchema),
    defaultValues: { id: '', name: '' },
  })
  const { errors } = form.formState
  return (
    <form className="grid gap-4" onSubmit={form.handleSubmit((values) => create.mutate(values))} noValidate>
      <FormError error={create.error} />
      <FormField label="Name" error={errors.name?.message}>
        <Input placeholder="Acme" {...form.register('name')} />
      </FormField>
      <FormField label="Id" hint="It is part of every row, and never changes." error={errors.id?.message}>
        <Input placeholder="acme" {...form.register('id')} />
      </FormField>
      <DialogFooter>
        <Button type="submit" disabled={create.isPending}>
          Make workspace
        </Button>
      </DialogFooter>
    </form>
  )
}
