import { SearchXIcon } from 'lucide-react'
import { useParams } from 'react-router-dom'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { PageHeader } from '@/components/page-header'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { ApiError } from '@/api/client'
import { useWorkspace } from '@/lib/workspace'
import { JourneyCard } from './components/journey-card'
import { useJourneys } from './hooks/use-journey'

/** The whole story of one message id: of each event that has it, where it came from and what became of it. */
export default function JourneyPage() {
  const { message = '' } = useParams()
  const { to } = useWorkspace()
  const { data, error, refetch } = useJourneys(message)
  const nothing = data?.items.length === 0 || (error instanceof ApiError && error.status === 404)
  return (
    <>
      <PageHeader
        back={{ to: to('events'), label: 'Live events' }}
        title="Journey"
        description={<code className="break-all">{message}</code>}
      />
      <div className="grid gap-4">
        {!data && !error && <Skeleton className="h-72" />}
        {nothing && (
          <Card>
            <EmptyState icon={SearchXIcon} title="No event has this id">
              It was not accepted, or not by this workspace, or it is only a moment old: this page looks again by
              itself. Has the sender got a 200? Else its answer says why.
            </EmptyState>
          </Card>
        )}
        {error && !data && !nothing && (
          <Card>
            <ErrorState error={error} retry={refetch} />
          </Card>
        )}
        {data?.items.map((journey) => (
          <JourneyCard key={journey.event_id} journey={journey} />
        ))}
      </div>
    </>
  )
}
