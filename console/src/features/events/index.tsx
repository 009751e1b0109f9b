import { createColumnHelper } from '@tanstack/react-table'
import { ActivityIcon, PauseIcon, PlayIcon } from 'lucide-react'
import { Link, useNavigate } from 'react-router-dom'
import { EmptyState } from '@/components/empty-state'
import { PageHeader } from '@/components/page-header'
import { DataTable } from '@/components/table/data-table'
import { useUrlState, withoutEmpty } from '@/components/table/use-url-state'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useSourceName } from '@/features/sources/hooks/use-source-name'
import { clock } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import { Filters } from './components/filters'
import { FILTERS, type Event } from './data/schema'
import { useEvents } from './hooks/use-events'

const column = createColumnHelper<Event>()

function path(event: Event) {
  return encodeURIComponent(event.message_id)
}

const COLUMNS = [
  column.accessor('received_at', {
    header: 'Received',
    cell: ({ getValue }) => (
      <time dateTime={getValue()} className="tabular-nums">
        {clock(getValue(), true)}
      </time>
    ),
  }),
  column.accessor('event', {
    header: 'Event',
    cell: ({ row: { original } }) => (
      <span className="flex items-center gap-2">
        <Badge tone="primary">{original.type}</Badge>
        <Link to={path(original)} className="font-medium hover:underline">
          {original.event || original.message_id}
        </Link>
      </span>
    ),
  }),
  column.accessor('source_id', {
    header: 'Source',
    cell: ({ getValue }) => <SourceName id={getValue()} />,
    meta: { className: 'hidden md:table-cell' },
  }),
  column.accessor('user_id', {
    header: 'Who',
    cell: ({ row: { original } }) => (
      <code className="block max-w-56 truncate text-xs">{original.user_id || original.anonymous_id}</code>
    ),
    meta: { className: 'hidden sm:table-cell' },
  }),
]

export default function EventsPage() {
  const [{ paused, ...state }, set] = useUrlState([...FILTERS, 'paused'])
  const navigate = useNavigate()
  const { to } = useWorkspace()
  const filters = withoutEmpty(state)
  const events = useEvents(filters, !paused)
  return (
    <>
      <PageHeader
        title="Live events"
        description="What was accepted in the last day, newest first. Open one to follow it all the way."
        actions={
          <Button variant="outline" aria-pressed={!paused} onClick={() => set({ paused: paused ? '' : '1' })}>
            {paused ? <PlayIcon /> : <PauseIcon />} {paused ? 'Go on' : 'Pause'}
          </Button>
        }
      />
      <Filters state={state} onChange={set} />
      <DataTable
        label="Events"
        columns={COLUMNS}
        pages={events}
        rowId={(event) => event.event_id}
        onOpen={(event) => navigate(path(event))}
        empty={
          <EmptyState
            icon={ActivityIcon}
            title={Object.keys(filters).length > 0 ? 'Nothing matches' : 'No event in the last day'}
            action={
              Object.keys(filters).length === 0 && (
                <Button asChild variant="outline">
                  <Link to={to('sources')}>To the sources</Link>
                </Button>
              )
            }
          >
            {Object.keys(filters).length > 0
              ? 'Take a filter away. What was rejected is among the dead letters.'
              : 'Send one with a source’s snippet: it shows up here by itself.'}
          </EmptyState>
        }
      />
    </>
  )
}

function SourceName({ id }: { id: string }) {
  return useSourceName()(id)
}
