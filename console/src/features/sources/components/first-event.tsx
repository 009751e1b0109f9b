import { CheckIcon, LoaderIcon } from 'lucide-react'
import { Link } from 'react-router-dom'
import { JsonBlock } from '@/components/code-block'
import { ErrorState } from '@/components/error-state'
import { TimeAgo } from '@/components/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { useWorkspace } from '@/lib/workspace'
import type { Source } from '../data/schema'
import { useLatestEvent } from '../hooks/use-latest-event'

/** Waits for the source's first event, and shows its newest one. */
export function FirstEvent({ source }: { source: Source }) {
  const workspace = useWorkspace()
  const { event, error, refetch } = useLatestEvent(source.id)
  return (
    <Card aria-live="polite">
      <CardHeader>
        <div>
          <CardTitle className="flex items-center gap-2">
            {event ? (
              <CheckIcon className="size-4 text-success" aria-hidden />
            ) : (
              <LoaderIcon className="size-4 animate-spin text-primary" aria-hidden />
            )}
            {event ? 'Events arrive' : 'Waiting for your first event'}
          </CardTitle>
          <CardDescription>
            {event
              ? 'This is the newest one, as it was accepted.'
              : 'Run the snippet: the event shows up here by itself.'}
          </CardDescription>
        </div>
      </CardHeader>
      {error && !event && <ErrorState error={error} retry={refetch} />}
      {event && (
        <CardContent className="grid gap-3">
          <div className="flex flex-wrap items-center gap-2">
            <Badge tone="primary">{event.type}</Badge>
            {event.event && <span className="font-medium">{event.event}</span>}
            <span className="text-muted-foreground">
              <TimeAgo time={event.received_at} />
            </span>
          </div>
          <JsonBlock value={event.payload} label="newest event" />
          <Button asChild variant="outline" size="sm" className="w-fit">
            <Link to={workspace.to(`events/${encodeURIComponent(event.message_id)}`)}>Follow it to its row</Link>
          </Button>
        </CardContent>
      )}
    </Card>
  )
}
