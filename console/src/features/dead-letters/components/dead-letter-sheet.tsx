import { Link } from 'react-router-dom'
import { JsonBlock } from '@/components/code-block'
import { Details } from '@/components/details'
import { ErrorState } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Dialog, SheetContent } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { dateTime, words } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import type { DeadLetter } from '../data/schema'
import { useDeadLetter } from '../hooks/use-dead-letters'

/** One dead letter: the reason beside the event as it was sent, and where to mend it. */
export function DeadLetterSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { data, error, refetch } = useDeadLetter(id)
  return (
    <Dialog open={id !== ''} onOpenChange={(open) => !open && onClose()}>
      <SheetContent title={data ? words(data.dead_letter.reason) : 'Dead letter'} description={data?.dead_letter.error}>
        {error && <ErrorState error={error} retry={refetch} />}
        {!data && !error && <Skeleton className="h-48" />}
        {data && (
          <>
            <Mend deadLetter={data.dead_letter} />
            <Details rows={rows(data.dead_letter)} />
            <JsonBlock value={data.payload} label="event as it was sent" />
          </>
        )}
      </SheetContent>
    </Dialog>
  )
}

function rows(letter: DeadLetter): [string, string][] {
  return [
    ['Event', letter.event || letter.type],
    ['Stage', words(letter.stage)],
    ['Field', letter.field],
    ['Message id', letter.message_id],
    ['Source', letter.source_id],
    ['Function', letter.function_id],
    ['Destination', letter.destination_id],
    ['Received', dateTime(letter.received_at)],
    ['Rejected', dateTime(letter.rejected_at)],
  ]
}

function Mend({ deadLetter }: { deadLetter: DeadLetter }) {
  const { to } = useWorkspace()
  return (
    <div className="flex flex-wrap gap-2">
      {deadLetter.function_id && (
        <Button asChild size="sm" variant="outline">
          <Link to={to(`functions/${deadLetter.function_id}?dead_letter=${deadLetter.id}`)}>Mend the function</Link>
        </Button>
      )}
      {deadLetter.field && (
        <Button asChild size="sm" variant="outline">
          <Link to={to('schemas')}>Look at the schema</Link>
        </Button>
      )}
      {deadLetter.message_id && (
        <Button asChild size="sm" variant="outline">
          <Link to={to(`events/${encodeURIComponent(deadLetter.message_id)}`)}>Follow the event</Link>
        </Button>
      )}
    </div>
  )
}
