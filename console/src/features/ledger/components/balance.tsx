import { CheckIcon, TriangleAlertIcon } from 'lucide-react'
import { Link } from 'react-router-dom'
import { ErrorState } from '@/components/error-state'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { dateTime } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import { useImbalance } from '../hooks/use-ledger'

const SHOWN = 20

/** Whether anything is lost or doubled, and which. */
export function Balance({ span }: { span: string }) {
  const { to } = useWorkspace()
  const { data, error, refetch } = useImbalance(span)
  if (error && !data) {
    return (
      <Card>
        <ErrorState error={error} retry={refetch} />
      </Card>
    )
  }
  if (!data) return null
  if (data.items.length === 0) {
    return (
      <p
        role="status"
        className="flex items-center gap-2 rounded-md border border-success/30 bg-success/10 px-3 py-2 text-success"
      >
        <CheckIcon className="size-4" aria-hidden /> Nothing is lost, nothing doubled.
      </p>
    )
  }
  return (
    <Card role="alert" className="border-destructive/40 p-4">
      <p className="flex items-center gap-2 font-medium text-destructive">
        <TriangleAlertIcon className="size-4" aria-hidden /> {data.more ? 'More than 1,000' : data.items.length} that
        should not be
      </p>
      <ul className="mt-3 grid gap-2">
        {data.items.slice(0, SHOWN).map((entry) => (
          <li key={entry.kind + entry.event_id + entry.origin + entry.destination_id} className="flex flex-wrap gap-2">
            <Badge tone="danger">{entry.kind}</Badge>
            {entry.event_id ? (
              <Link className="underline" to={to(`events/${entry.event_id}`)}>
                {entry.event_id}
              </Link>
            ) : (
              <code>{entry.origin}</code>
            )}
            <span className="text-muted-foreground">
              {dateTime(entry.received_at)} {entry.detail}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
