import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { DialogFooter } from '@/components/ui/dialog'
import { Input, NativeSelect } from '@/components/ui/input'
import { useAllDestinations } from '@/features/destinations/hooks/use-destinations'
import { useWorkspace } from '@/lib/workspace'
import { newJobSchema, toNewJob, type NewJobValues } from '../data/schema'
import { useStartJob } from '../hooks/use-jobs'

export function StartJob({ onStarted }: { onStarted: (id: string) => void }) {
  const { id: workspace } = useWorkspace()
  const destinations = useAllDestinations()
  const start = useStartJob(onStarted)
  const form = useForm<NewJobValues>({
    resolver: zodResolver(newJobSchema),
    defaultValues: { kind: 'delivery', destination: 'clickhouse', parallelism: null, savepoint_path: '' },
  })
  const { errors } = form.formState
  return (
    <form className="grid gap-4" onSubmit={form.handleSubmit((values) => start.mutate(toNewJob(values)))} noValidate>
      <FormError error={start.error} />
      <FormField label="Kind">
        <NativeSelect {...form.register('kind')}>
          <option value="archive">Archive: keeps every accepted event as it is</option>
          <option value="processing">Processing: deduplicates, stitches, enriches</option>
          <option value="delivery">Delivery: to one destination</option>
        </NativeSelect>
      </FormField>
      {form.watch('kind') === 'delivery' && (
        <FormField label="Destination">
          <NativeSelect {...form.register('destination')}>
            <option value="clickhouse">Built-in ClickHouse</option>
            {destinations.data?.map(({ id, name }) => (
              <option key={id} value={`${workspace}/${id}`}>
                {name}
              </option>
            ))}
          </NativeSelect>
        </FormField>
      )}
      <FormField label="Parallelism" hint="Empty: the default." error={errors.parallelism?.message}>
        <Input
          type="number"
          min={1}
          {...form.register('parallelism', { setValueAs: (text) => (text ? Number(text) : null) })}
        />
      </FormField>
      <FormField
        label="Go on from"
        hint="A savepoint's or checkpoint's path. Needed when a job of this name has run before."
      >
        <Input placeholder="file:/…/savepoint-…" {...form.register('savepoint_path')} />
      </FormField>
      <DialogFooter>
        <Button type="submit" disabled={start.isPending}>
          {start.isPending ? 'Starting…' : 'Start'}
        </Button>
      </DialogFooter>
    </form>
  )
}
