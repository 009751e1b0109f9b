import { RotateCcwIcon } from 'lucide-react'
import type { Schemas } from '@/api/client'
import { ConfirmButton } from '@/components/confirm-button'
import { Button } from '@/components/ui/button'
import { count } from '@/lib/format'
import { SPANS, type Filter } from '../data/schema'
import { useCreateReplay } from '../hooks/use-replays'

interface Props {
  span: string
  filters: Partial<Record<Filter, string>>
  /** Ids of those that were picked; none: all that match. */
  picked: string[]
  onBegun: (replay: Schemas['Replay']) => void
}

/** Sends the picked ones again, or all that match the filters. */
export function ReplayButton({ span, filters, picked, onBegun }: Props) {
  const create = useCreateReplay(onBegun)
  const what = picked.length > 0 ? `the ${count(picked.length)} picked` : 'all that match'
  function replay() {
    const from = new Date(Date.now() - SPANS[span].ms).toISOString()
    return create.mutateAsync(picked.length > 0 ? { ids: picked } : { filter: { ...filters, from } })
  }
  return (
    <ConfirmButton
      title={`Replay ${what}?`}
      description="What a collector rejected is checked again first; the others go to the destination whose delivery failed, and to no other. Each lands once, also when it is replayed twice."
      action="Replay"
      destructive={false}
      onConfirm={replay}
    >
      <Button>
        <RotateCcwIcon /> Replay {what}
      </Button>
    </ConfirmButton>
  )
}
