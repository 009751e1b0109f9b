import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import type { Schemas } from '@/api/client'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { Input, NativeSelect } from '@/components/ui/input'
import { limitsSchema, numberOrNull, type LimitsValues } from '../data/schema'
import { useChangeLimits } from '../hooks/use-usage'

const NUMBERS = [
  { name: 'events_per_second', label: 'Events a second' },
  { name: 'events_per_day', label: 'Events a day' },
  { name: 'burst', label: 'Burst, in events' },
] as const

export function LimitsForm({ limits, onDone }: { limits: Schemas['Limits']; onDone: () => void }) {
  const change = useChangeLimits(limits.version, onDone)
  const form = useForm<LimitsValues>({ resolver: zodResolver(limitsSchema), defaultValues: limits })
  const enterprise = form.watch('tier') === 'enterprise'
  const submit = form.handleSubmit((values) => change.mutate(enterprise ? values : { tier: values.tier }))
  return (
    <form className="grid gap-4" onSubmit={submit} noValidate>
      <FormError error={change.error} />
      <FormField label="Tier">
        <NativeSelect {...form.register('tier')}>
          <option value="default">Default: 100 a second, 1 M a day</option>
          <option value="pro">Pro: 500 a second, 10 M a day</option>
          <option value="enterprise">Enterprise: as below</option>
        </NativeSelect>
      </FormField>
      {enterprise &&
        NUMBERS.map(({ name, label }) => (
          <FormField key={name} label={label} hint="Empty: no limit." error={form.formState.errors[name]?.message}>
            <Input type="number" min={1} {...form.register(name, { setValueAs: numberOrNull })} />
          </FormField>
        ))}
      <DialogFooter>
        <Button type="submit" disabled={change.isPending}>
          Set limits
        </Button>
      </DialogFooter>
    </form>
  )
}
