import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { Input, NativeSelect } from '@/components/ui/input'
import { EVENT_TYPES, FIELD_TYPES, fieldSchema, type FieldValues } from '../data/schema'
import { useDeclareField } from '../hooks/use-schemas'

export function DeclareField({ onDone }: { onDone: () => void }) {
  const declare = useDeclareField(onDone)
  const form = useForm<FieldValues>({
    resolver: zodResolver(fieldSchema),
    defaultValues: { event_type: 'track', event_name: '', field: '', type: 'string', locked: false },
  })
  const { errors } = form.formState
  const isTrack = form.watch('event_type') === 'track'
  const submit = form.handleSubmit((values) =>
    declare.mutate({ ...values, event_name: isTrack ? values.event_name : '' }),
  )
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      <FormError error={declare.error} />
      <FormField label="Event type">
        <NativeSelect {...form.register('event_type')}>
          {EVENT_TYPES.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </NativeSelect>
      </FormField>
      {isTrack && (
        <FormField label="Event name" error={errors.event_name?.message}>
          <Input placeholder="Order Completed" {...form.register('event_name')} />
        </FormField>
      )}
      <FormField label="Field" error={errors.field?.message}>
        <Input placeholder="properties.cart_total" {...form.register('field')} />
      </FormField>
      <FormField label="Type">
        <NativeSelect {...form.register('type')}>
          {FIELD_TYPES.map((type) => (
            <option key={type}>{type}</option>
          ))}
        </NativeSelect>
      </FormField>
      <label className="flex items-center gap-2">
        <input type="checkbox" className="size-4 accent-primary" {...form.register('locked')} /> Locked: nobody retypes
        it by accident
      </label>
      <DialogFooter>
        <Button type="submit" disabled={declare.isPending}>
          Declare
        </Button>
      </DialogFooter>
    </form>
  )
}
