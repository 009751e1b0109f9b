import { useState } from 'react'
import { ConfirmButton } from '@/components/confirm-button'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter, DialogTrigger } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { hasEnded, type Job } from '../data/schema'
import { useCancelJob, useRescaleJob, useTriggerSavepoint } from '../hooks/use-jobs'

interface Props {
  job: Job
  parallelism: number
  onSavepoint: (trigger: string) => void
  onRestarted: (id: string) => void
}

export function JobActions({ job, parallelism, onSavepoint, onRestarted }: Props) {
  const savepoint = useTriggerSavepoint(job.id)
  const cancel = useCancelJob(job.id)
  if (hasEnded(job.state)) return null
  async function trigger(stop: boolean) {
    onSavepoint((await savepoint.mutateAsync(stop)).trigger_id)
  }
  return (
    <>
      <Rescale job={job} parallelism={parallelism} onRestarted={onRestarted} />
      <Button
        variant="outline"
        disabled={savepoint.isPending}
        onClick={() => void trigger(false).catch(() => undefined)}
      >
        Savepoint
      </Button>
      <ConfirmButton
        title={`Stop ${job.name} with a savepoint?`}
        description="Events wait until it is started from there. Nothing is lost."
        action="Stop"
        onConfirm={() => trigger(true)}
      >
        <Button variant="outline">Stop</Button>
      </ConfirmButton>
      <ConfirmButton
        title={`Cancel ${job.name} without a savepoint?`}
        description="It can go on from its last checkpoint only. Stop it instead where you can."
        action="Cancel the job"
        onConfirm={() => cancel.mutateAsync(undefined)}
      >
        <Button variant="ghost" className="text-destructive">
          Cancel
        </Button>
      </ConfirmButton>
    </>
  )
}

function Rescale({ job, parallelism, onRestarted }: Omit<Props, 'onSavepoint'>) {
  const [open, setOpen] = useState(false)
  const [wanted, setWanted] = useState(parallelism)
  const rescale = useRescaleJob(job.id, (id) => {
    setOpen(false)
    onRestarted(id)
  })
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">Rescale</Button>
      </DialogTrigger>
      <DialogContent
        title={`Rescale ${job.name}`}
        description="It is stopped with a savepoint and goes on from there; that takes a minute at most."
      >
        <FormError error={rescale.error} />
        <FormField label="Subtasks of each operator">
          <Input
            type="number"
            min={1}
            max={720}
            value={wanted}
            onChange={(event) => setWanted(event.target.valueAsNumber)}
          />
        </FormField>
        <DialogFooter>
          <Button
            disabled={rescale.isPending || !(wanted >= 1) || wanted === parallelism}
            onClick={() => rescale.mutate(wanted)}
          >
            {rescale.isPending ? 'Rescaling…' : 'Rescale'}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  )
}
