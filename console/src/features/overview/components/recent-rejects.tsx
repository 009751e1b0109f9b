import { CheckIcon } from 'lucide-react'
import { Link } from 'react-router-dom'
import { ErrorState } from '@/components/error-state'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { useReasons } from '@/features/dead-letters/hooks/use-dead-letters'
import { count, words } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'

const MOST = 6

/** Why events were rejected in the last seven days, the most frequent reason first. */
export function RecentRejects() {
  const { to } = useWorkspace()
  const { data, error, refetch } = useReasons()
  const reasons = [...(data?.items ?? [])].sort((a, b) => b.count - a.count).slice(0, MOST)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Why events were rejected, last 7 days</CardTitle>
      </CardHeader>
      <CardContent>
        {error && !data && <ErrorState error={error} retry={refetch} />}
        {!error && !data && <Skeleton className="h-16" />}
        {data && reasons.length === 0 && (
          <p className="flex items-center gap-2 text-muted-foreground">
            <CheckIcon className="size-4 text-success" aria-hidden /> Nothing was rejected.
          </p>
        )}
        <ul className="grid gap-2">
          {reasons.map(({ stage, reason, count: events }) => (
            <li key={stage + reason}>
              <Link
                to={to(`dead-letters?${new URLSearchParams({ stage, reason })}`)}
                className="flex items-center justify-between gap-3 rounded-md px-2 py-1 hover:bg-accent"
              >
                <span className="min-w-0 truncate">
                  {words(reason)} <span className="text-muted-foreground">in {words(stage).toLowerCase()}</span>
                </span>
                <span className="tabular-nums">{count(events)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  )
}
