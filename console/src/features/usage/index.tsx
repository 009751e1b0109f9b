import { useState } from 'react'
import { ErrorState } from '@/components/error-state'
import { PageHeader } from '@/components/page-header'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { count, duration, words } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import { LimitsForm } from './components/limits-form'
import { Meter } from './components/meter'
import { useUsage } from './hooks/use-usage'

export default function UsagePage() {
  const { isOperator } = useWorkspace()
  const [changing, setChanging] = useState(false)
  const { data, error, refetch } = useUsage()
  return (
    <>
      <PageHeader
        title="Usage and limits"
        description="Counted in events over the whole workspace, never by address. What is over gets 429 with Retry-After."
        actions={
          isOperator &&
          data && (
            <Button variant="outline" onClick={() => setChanging(true)}>
              Change limits
            </Button>
          )
        }
      />
      {error && !data && (
        <Card>
          <ErrorState error={error} retry={refetch} />
        </Card>
      )}
      {!data && !error && <Skeleton className="h-48" />}
      {data && (
        <div className="grid gap-4">
          {!data.available && (
            <p role="status" className="rounded-md border border-warning/40 bg-warning/10 px-3 py-2">
              Redis is away: events are admitted by the last known limits, and their numbers are not known now.
            </p>
          )}
          <div className="flex flex-wrap items-center gap-2">
            Tier <Badge tone="primary">{words(data.limits.tier)}</Badge>
            {data.blocked_seconds > 0 && (
              <Badge tone="danger">Over the limit: blocked for another {duration(data.blocked_seconds * 1_000)}</Badge>
            )}
          </div>
          <div className="grid gap-4 md:grid-cols-2">
            <Meter
              label={`In the last ${data.window_seconds} s`}
              used={data.window_events}
              limit={data.limits.burst}
              note={
                data.limits.events_per_second === null
                  ? 'No limit a second'
                  : `${count(data.limits.events_per_second)} events a second`
              }
            />
            <Meter
              label="Today, UTC"
              used={data.day_events}
              limit={data.limits.events_per_day}
              note={
                data.limits.events_per_day === null
                  ? 'No limit a day'
                  : `${count(data.limits.events_per_day)} events a day`
              }
            />
          </div>
        </div>
      )}
      <Dialog open={changing} onOpenChange={setChanging}>
        <DialogContent title="Change limits" description="Collectors hear of it within a second.">
          {data && <LimitsForm limits={data.limits} onDone={() => setChanging(false)} />}
        </DialogContent>
      </Dialog>
    </>
  )
}
