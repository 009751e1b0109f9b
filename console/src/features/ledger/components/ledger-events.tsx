import { ScaleIcon } from 'lucide-react'
import { Link } from 'react-router-dom'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { dateTime } from '@/lib/format'
import { reasonText } from '@/lib/reasons'
import { useWorkspace } from '@/lib/workspace'
import type { State } from '../data/schema'
import { useLedgerEvents } from '../hooks/use-ledger'

interface Props {
  span: string
  of: { state: State; destination_id: string; source_id?: string }
}

/** The events behind a number. */
export function LedgerEvents({ span, of }: Props) {
  const { to } = useWorkspace()
  const events = useLedgerEvents(span, of)
  if (events.error) return <ErrorState error={events.error} retry={events.refetch} />
  if (events.isPending) return <Skeleton className="h-48" />
  if (events.rows.length === 0) return <EmptyState icon={ScaleIcon} title="None in the last day" />
  return (
    <>
      <ul className="divide-y">
        {events.rows.map((event) => (
          <li key={event.event_id + event.destination_id} className="grid gap-0.5 py-2">
            <Link
              className="font-medium break-words hover:underline"
              to={to(`events/${encodeURIComponent(event.event_id)}`)}
            >
              {event.event || event.type}
            </Link>
            <span className="text-xs text-muted-foreground">
              {dateTime(event.received_at)}
              {event.reason && `, ${reasonText(event.reason)}`}
              {event.detail && ` (${event.detail})`}
            </span>
          </li>
        ))}
      </ul>
      {events.hasNextPage && (
        <Button
          variant="ghost"
          size="sm"
          disabled={events.isFetchingNextPage}
          onClick={() => void events.fetchNextPage()}
        >
          Load more
        </Button>
      )}
    </>
  )
}
