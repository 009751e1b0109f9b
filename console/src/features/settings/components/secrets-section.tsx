import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { ConfirmButton } from '@/components/confirm-button'
import { ErrorState } from '@/components/error-state'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { TimeAgo } from '@/components/time-ago'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { secretSchema } from '../data/schema'
import { useDeleteSecret, usePutSecret, useSecrets } from '../hooks/use-settings'
import { Section } from './section'

/** For editors: viewers may not even see the names. */
export function SecretsSection() {
  const secrets = useSecrets()
  const remove = useDeleteSecret()
  return (
    <Section
      title="Secrets"
      description="Passwords of destinations, keys that functions need. Values are sealed and never shown again."
    >
      <div className="grid gap-4">
        {secrets.error && <ErrorState error={secrets.error} retry={secrets.refetch} />}
        {secrets.rows.length > 0 && (
          <ul className="divide-y rounded-lg border">
            {secrets.rows.map(({ name, updated_at }) => (
              <li key={name} className="flex items-center gap-3 px-3 py-2">
                <code className="min-w-0 flex-1 truncate">{name}</code>
                <span className="text-muted-foreground">
                  <TimeAgo time={updated_at} />
                </span>
                <ConfirmButton
                  title={`Delete ${name}?`}
                  description="What refers to it fails from then on."
                  action="Delete"
                  onConfirm={() => remove.mutateAsync(name)}
                >
                  <Button variant="ghost" size="sm" className="text-destructive" aria-label={`Delete ${name}`}>
                    Delete
                  </Button>
                </ConfirmButton>
              </li>
            ))}
          </ul>
        )}
        <NewSecret />
      </div>
    </Section>
  )
}

function NewSecret() {
  const form = useForm({ resolver: zodResolver(secretSchema), defaultValues: { name: '', value: '' } })
  const put = usePutSecret(() => form.reset())
  const { errors } = form.formState
  return (
    <form className="grid gap-3" onSubmit={form.handleSubmit((values) => put.mutate(values))} noValidate>
      <FormError error={put.error} />
      <div className="grid gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-start">
        <FormField label="Name" error={errors.name?.message}>
          <Input autoComplete="off" placeholder="WAREHOUSE_PASSWORD" {...form.register('name')} />
        </FormField>
        <FormField label="Value" error={errors.value?.message}>
          <Input type="password" autoComplete="off" {...form.register('value')} />
        </FormField>
        <Button type="submit" className="sm:mt-5" disabled={put.isPending}>
          Set secret
        </Button>
      </div>
    </form>
  )
}
