import { SearchXIcon } from 'lucide-react'
import { useParams } from 'react-router-dom'
import { JsonBlock } from '@/components/code-block'
import { Details } from '@/components/details'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { PageHeader } from '@/components/page-header'
import { Badge } from '@/components/ui/badge'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { useDeadLetters } from '@/features/dead-letters/hooks/use-dead-letters'
import { dateTime, words } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import type { Event } from './data/schema'
import { useAcceptances } from './hooks/use-journey'

/** The whole story of one message id, looked at again until it is told to the end. */
export default function JourneyPage() {
  const { message = '' } = useParams()
  const { to } = useWorkspace()
  const accepted = useAcceptances(message)
  const deadLetters = useDeadLetters('week', { message_id: message })
  const loading = accepted.isPending || deadLetters.isPending
  const nothing = !loading && !accepted.error && accepted.data?.items.length === 0 && deadLetters.rows.length === 0
  return (
    <>
      <PageHeader
        back={{ to: to('events'), label: 'Live events' }}
        title="Journey"
        description={<code>{message}</code>}
      />
      <div className="grid gap-4">
        {loading && <Skeleton className="h-48" />}
        {accepted.error && (
          <Card>
            <ErrorState error={accepted.error} retry={accepted.refetch} />
          </Card>
        )}
        {nothing && (
          <Card>
            <EmptyState icon={SearchXIcon} title="No event with this message id in the last 7 days">
              It was not accepted, or not by this workspace. Has the sender got a 200? Else its answer says why.
            </EmptyState>
          </Card>
        )}
        {accepted.data?.items.map((event) => (
          <Acceptance key={event.event_id} event={event} />
        ))}
        {deadLetters.rows.map((letter) => (
          <Card key={letter.id} className="border-destructive/40">
            <CardHeader>
              <CardTitle className="flex items-center gap-2">
                <Badge tone="danger">Rejected</Badge> {words(letter.reason)}
              </CardTitle>
            </CardHeader>
            <CardContent>
              <Details
                rows={[
                  ['What happened', letter.error],
                  ['Stage', words(letter.stage)],
                  ['Field', letter.field],
                  ['When', dateTime(letter.rejected_at)],
                ]}
              />
            </CardContent>
          </Card>
        ))}
      </div>
    </>
  )
}

function Acceptance({ event }: { event: Event }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle className="flex items-center gap-2">
          <Badge tone="success">Accepted</Badge> {event.event || event.type}
        </CardTitle>
      </CardHeader>
      <CardContent className="grid gap-4">
        <Details
          rows={[
            ['When', dateTime(event.received_at)],
            ['Anonymous id', event.anonymous_id],
            ['User id', event.user_id],
            ['Event id', event.event_id],
          ]}
        />
        <JsonBlock value={event.payload} label="event as it was sent" />
      </CardContent>
    </Card>
  )
}
