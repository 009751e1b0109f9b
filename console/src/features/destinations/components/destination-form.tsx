import { zodResolver } from '@hookform/resolvers/zod'
import { PlugZapIcon } from 'lucide-react'
import { useForm } from 'react-hook-form'
import { Link } from 'react-router-dom'
import type { Schemas } from '@/api/client'
import { CodeBlock } from '@/components/code-block'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input, NativeSelect } from '@/components/ui/input'
import { useSecrets } from '@/features/settings/hooks/use-settings'
import { duration } from '@/lib/format'
import { cn } from '@/lib/utils'
import { useWorkspace } from '@/lib/workspace'
import {
  destinationSchema,
  EMPTY,
  fromDestination,
  toSettings,
  TYPES,
  type Destination,
  type DestinationType,
  type DestinationValues,
} from '../data/schema'
import { useChangeDestination, useCreateDestination, useTestDestination } from '../hooks/use-destinations'

interface Props {
  /** Undefined: a new one. */
  destination?: Destination
  onDone: () => void
}

export function DestinationForm({ destination, onDone }: Props) {
  const { canEdit, to } = useWorkspace()
  const secrets = useSecrets(canEdit)
  const create = useCreateDestination(onDone)
  const change = useChangeDestination(onDone)
  const test = useTestDestination()
  const form = useForm<DestinationValues>({
    resolver: zodResolver(destinationSchema),
    defaultValues: destination ? fromDestination(destination) : EMPTY,
  })
  const { errors } = form.formState
  const type: DestinationType = form.watch('type')
  const save = form.handleSubmit((values) => {
    const settings = toSettings(values)
    if (destination) change.mutate({ of: destination, change: { name: values.name, settings } })
    else create.mutate({ name: values.name, type: values.type, settings })
  })
  const probe = form.handleSubmit((values) => test.mutate({ type: values.type, settings: toSettings(values) }))
  return (
    <form className="grid gap-4" onSubmit={save} noValidate>
      <FormError error={create.error ?? change.error} />
      <FormField label="Name" error={errors.name?.message}>
        <Input placeholder="Warehouse" disabled={!canEdit} {...form.register('name')} />
      </FormField>
      <FormField label="Type" hint={TYPES[type].hint}>
        <NativeSelect disabled={Boolean(destination)} {...form.register('type')}>
          {Object.entries(TYPES).map(([name, { label }]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </FormField>
      <FormField label="Address" error={errors.url?.message}>
        <Input placeholder={TYPES[type].urlExample} disabled={!canEdit} {...form.register('url')} />
      </FormField>
      <div className="grid gap-4 sm:grid-cols-2">
        <FormField label="User" error={errors.user?.message}>
          <Input autoComplete="off" placeholder="default" disabled={!canEdit} {...form.register('user')} />
        </FormField>
        <FormField
          label="Password"
          hint={
            <>
              A secret of the workspace.{' '}
              <Link className="text-primary underline" to={to('settings')}>
                Set one
              </Link>
            </>
          }
        >
          <NativeSelect key={secrets.rows.length} disabled={!canEdit} {...form.register('secret')}>
            <option value="">None</option>
            {secrets.rows.map(({ name }) => (
              <option key={name}>{name}</option>
            ))}
          </NativeSelect>
        </FormField>
        {TYPES[type].place === 'database' ? (
          <FormField key="database" label="Database" hint="Empty: cdp.">
            <Input disabled={!canEdit} {...form.register('database')} />
          </FormField>
        ) : (
          <>
            <FormField key="table" label="Table" hint="Empty: events.">
              <Input disabled={!canEdit} {...form.register('table')} />
            </FormField>
            <FormField label="TLS">
              <NativeSelect disabled={!canEdit} {...form.register('tls')}>
                <option value="">Where the server offers it</option>
                <option value="require">Required</option>
                <option value="verify">Required, and its certificate checked</option>
              </NativeSelect>
            </FormField>
          </>
        )}
      </div>
      {test.data && <TestOutcome result={test.data} />}
      <FormError error={test.error} />
      {canEdit && (
        <div className="flex flex-wrap justify-between gap-2">
          <Button variant="outline" disabled={test.isPending} onClick={() => void probe()}>
            <PlugZapIcon /> {test.isPending ? 'Testing…' : 'Test connection'}
          </Button>
          <Button type="submit" disabled={create.isPending || change.isPending}>
            {destination ? 'Save' : 'Make destination'}
          </Button>
        </div>
      )}
    </form>
  )
}

/** What the server said, and what will be run there. */
function TestOutcome({ result }: { result: Schemas['DestinationTest'] }) {
  return (
    <div className="grid min-w-0 gap-2">
      <p
        role="status"
        className={cn(
          'rounded-md border px-3 py-2',
          result.ok
            ? 'border-success/30 bg-success/10 text-success'
            : 'border-destructive/30 bg-destructive/10 text-destructive',
        )}
      >
        {result.message} ({duration(result.duration_ms)})
      </p>
      {result.statements.length > 0 && (
        <details>
          <summary className="cursor-pointer text-muted-foreground">What will be run there</summary>
          <CodeBlock label="statements" className="mt-2 max-h-64" code={result.statements.join(';\n\n') + ';'} />
        </details>
      )}
    </div>
  )
}
