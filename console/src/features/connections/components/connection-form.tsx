import { zodResolver } from '@hookform/resolvers/zod'
import { useForm, type UseFormReturn } from 'react-hook-form'
import { ConfirmButton } from '@/components/confirm-button'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input, NativeSelect, Textarea } from '@/components/ui/input'
import { useWorkspace } from '@/lib/workspace'
import type { Parts } from '../data/graph'
import {
  connectionSchema,
  EMPTY,
  fromConnection,
  toChange,
  type Connection,
  type ConnectionValues,
} from '../data/schema'
import { useChangeConnection, useCreateConnection, useDeleteConnection } from '../hooks/use-connections'
import { FunctionChain } from './function-chain'

interface Props {
  parts: Parts
  /** Undefined: a new one, between the ends that were drawn if any. */
  connection?: Connection
  from: string
  to: string
  onDone: () => void
}

export function ConnectionForm({ parts, connection, from, to, onDone }: Props) {
  const { canEdit } = useWorkspace()
  const create = useCreateConnection(onDone)
  const change = useChangeConnection(onDone)
  const remove = useDeleteConnection(onDone)
  const form = useForm<ConnectionValues>({
    resolver: zodResolver(connectionSchema),
    defaultValues: connection ? fromConnection(connection) : { ...EMPTY, source_id: from, destination_id: to },
  })
  const { errors } = form.formState
  const save = form.handleSubmit((values) => {
    if (connection) change.mutate({ of: connection, change: toChange(values) })
    else create.mutate({ source_id: values.source_id, destination_id: values.destination_id, ...toChange(values) })
  })
  return (
    <form className="grid gap-4" onSubmit={save} noValidate>
      <FormError error={create.error ?? change.error} />
      <div className="grid gap-4 sm:grid-cols-2">
        <End form={form} name="source_id" label="Source" choices={parts.sources} fixed={connection !== undefined} />
        <End
          form={form}
          name="destination_id"
          label="Destination"
          choices={parts.destinations}
          fixed={connection !== undefined}
        />
      </div>
      <FunctionChain
        functions={parts.functions}
        value={form.watch('function_ids')}
        onChange={(ids) => form.setValue('function_ids', ids, { shouldDirty: true })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label="Events that pass" hint="Names or types, one a line, * at the end; empty: all.">
          <Textarea placeholder={'Order*\nidentify'} {...form.register('events')} />
        </FormField>
        <FormField label="But not these">
          <Textarea {...form.register('except')} />
        </FormField>
        <FormField label="Share in %" error={errors.sampling?.message}>
          <Input type="number" min={0} max={100} step="any" {...form.register('sampling', { valueAsNumber: true })} />
        </FormField>
        <FormField label="Sampled by" hint="By visitor, all events of one pass or none.">
          <NativeSelect {...form.register('sampling_by')}>
            <option value="anonymous_id">Visitor</option>
            <option value="event_id">Event</option>
          </NativeSelect>
        </FormField>
      </div>
      <FormField label="Consent needed" hint="Categories, one a line; an event without consent to them does not pass.">
        <Textarea {...form.register('consent')} />
      </FormField>
      <label className="flex items-center gap-2">
        <input type="checkbox" className="size-4 accent-primary" {...form.register('enabled')} /> On (off: nothing
        passes, and nothing waits)
      </label>
      <label className="flex items-center gap-2">
        <input type="checkbox" className="size-4 accent-primary" {...form.register('paused')} /> Paused (events wait
        until it goes on)
      </label>
      {canEdit && (
        <div className="flex flex-wrap justify-between gap-2">
          {connection ? (
            <ConfirmButton
              title="Take the connection away?"
              description="Its source's events go there no more. Rows stay."
              action="Take away"
              onConfirm={() => remove.mutateAsync(connection.id)}
            >
              <Button variant="ghost" className="text-destructive">
                Take away
              </Button>
            </ConfirmButton>
          ) : (
            <span />
          )}
          <Button type="submit" disabled={create.isPending || change.isPending}>
            {connection ? 'Save' : 'Connect'}
          </Button>
        </div>
      )}
    </form>
  )
}

interface EndProps {
  form: UseFormReturn<ConnectionValues>
  name: 'source_id' | 'destination_id'
  label: string
  choices: { id: string; name: string }[]
  fixed: boolean
}

function End({ form, name, label, choices, fixed }: EndProps) {
  return (
    <FormField label={label} error={form.formState.errors[name]?.message}>
      <NativeSelect disabled={fixed} {...form.register(name)}>
        <option value="">Choose…</option>
        {choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.name}
          </option>
        ))}
      </NativeSelect>
    </FormField>
  )
}
