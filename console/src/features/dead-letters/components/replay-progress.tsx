import { XIcon } from 'lucide-react'
import { ErrorState } from '@/components/error-state'
import { Badge, type Tone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { Schemas } from '@/api/client'
import { count, words } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import { useCancelReplay, useReplay } from '../hooks/use-replays'

const TONES: Record<Schemas['Replay']['state'], Tone> = {
  running: 'primary',
  done: 'success',
  failed: 'danger',
  cancelled: 'warning',
}

/** How far a replay is, until someone closes it. */
export function ReplayProgress({ id, onClose }: { id: string; onClose: () => void }) {
  const { canEdit } = useWorkspace()
  const { data, error, refetch } = useReplay(id)
  const cancel = useCancelReplay()
  if (error && !data) {
    return (
      <Card className="mb-3">
        <ErrorState error={error} retry={refetch} />
      </Card>
    )
  }
  if (!data) return null
  const seen = data.sent + data.refused
  return (
    <Card role="status" aria-label="Replay" className="mb-3 grid gap-2 p-4">
      <div className="flex flex-wrap items-center gap-2">
        <span className="font-medium">Replay</span>
        <Badge tone={data.state === 'done' && data.refused > 0 ? 'warning' : TONES[data.state]}>
          {words(data.state)}
        </Badge>
        <span className="text-muted-foreground tabular-nums">
          {count(data.sent)} of {count(data.total)} sent
          {data.refused > 0 && `, ${count(data.refused)} refused`}
        </span>
        <span className="ml-auto flex gap-1">
          {canEdit && data.state === 'running' && (
            <Button variant="outline" size="sm" disabled={cancel.isPending} onClick={() => cancel.mutate(id)}>
              End it
            </Button>
          )}
          <Button variant="ghost" size="icon-sm" aria-label="Close the replay" onClick={onClose}>
            <XIcon />
          </Button>
        </span>
      </div>
      <div
        role="progressbar"
        aria-label="Progress of the replay"
        aria-valuemin={0}
        aria-valuemax={data.total}
        aria-valuenow={seen}
        className="h-2 overflow-hidden rounded-full bg-muted"
      >
        <div
          className="h-full rounded-full bg-primary transition-[width]"
          style={{ width: `${data.total > 0 ? (seen / data.total) * 100 : 100}%` }}
        />
      </div>
      {data.error && <p className="break-words text-destructive">{data.error}</p>}
    </Card>
  )
}
