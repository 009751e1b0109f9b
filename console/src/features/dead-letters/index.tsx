import { createColumnHelper } from '@tanstack/react-table'
import { InboxIcon } from 'lucide-react'
import { useState } from 'react'
import { EmptyState } from '@/components/empty-state'
import { PageHeader } from '@/components/page-header'
import { DataTable } from '@/components/table/data-table'
import { useUrlState, withoutEmpty } from '@/components/table/use-url-state'
import { TimeAgo } from '@/components/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { words } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import { DeadLetterSheet } from './components/dead-letter-sheet'
import { Filters } from './components/filters'
import { ReplayButton } from './components/replay-button'
import { ReplayProgress } from './components/replay-progress'
import { DEFAULT_SPAN, FILTERS, SPANS, type DeadLetter } from './data/schema'
import { useDeadLetters } from './hooks/use-dead-letters'

const column = createColumnHelper<DeadLetter>()

export default function DeadLettersPage() {
  const [{ span, open, replay, ...state }, set] = useUrlState([...FILTERS, 'span', 'open', 'replay'])
  const [picked, setPicked] = useState<string[]>([])
  const { canEdit } = useWorkspace()
  const chosenSpan = span in SPANS ? span : DEFAULT_SPAN
  const filters = withoutEmpty(state)
  const deadLetters = useDeadLetters(chosenSpan, filters)
  const pick = (id: string, on: boolean) => setPicked(on ? [...picked, id] : picked.filter((each) => each !== id))
  const columns = [
    column.display({
      id: 'pick',
      header: () => <span className="sr-only">Pick</span>,
      cell: ({ row: { original } }) => (
        <input
          type="checkbox"
          aria-label={`Pick ${original.message_id}`}
          className="size-4 accent-primary"
          checked={picked.includes(original.id)}
          onChange={(event) => pick(original.id, event.target.checked)}
        />
      ),
      meta: { className: 'w-8' },
    }),
    column.accessor('reason', {
      header: 'Reason',
      cell: ({ row }) => (
        <Button variant="link" className="h-auto p-0" onClick={() => set({ open: row.original.id })}>
          {words(row.original.reason)}
        </Button>
      ),
    }),
    column.accessor('error', {
      header: 'What happened',
      cell: ({ row: { original } }) => (
        <span className="line-clamp-2 max-w-md min-w-48">
          {original.field && !original.error.startsWith(original.field) && (
            <code className="mr-1 text-xs">{original.field}:</code>
          )}
          {original.error}
        </span>
      ),
    }),
    column.accessor('stage', {
      header: 'Stage',
      cell: ({ getValue }) => <Badge>{words(getValue())}</Badge>,
      meta: { className: 'hidden sm:table-cell' },
    }),
    column.accessor('event', {
      header: 'Event',
      cell: ({ row: { original } }) => original.event || original.type,
      meta: { className: 'hidden break-words md:table-cell' },
    }),
    column.accessor('rejected_at', { header: 'When', cell: ({ getValue }) => <TimeAgo time={getValue()} /> }),
  ]
  return (
    <>
      <PageHeader
        title="Dead letters"
        description="Events that were rejected, each as it was sent, with the reason. They are never changed."
        actions={
          canEdit &&
          deadLetters.rows.length > 0 && (
            <ReplayButton
              span={chosenSpan}
              filters={filters}
              picked={picked}
              onBegun={({ id }) => {
                setPicked([])
                set({ replay: id })
              }}
            />
          )
        }
      />
      {replay && <ReplayProgress id={replay} onClose={() => set({ replay: '' })} />}
      <Filters span={chosenSpan} state={state} onChange={set} />
      <DataTable
        label="Dead letters"
        columns={columns}
        pages={deadLetters}
        rowId={(deadLetter) => deadLetter.id}
        onOpen={(deadLetter) => set({ open: deadLetter.id })}
        empty={
          Object.keys(filters).length > 0 ? (
            <EmptyState icon={InboxIcon} title="Nothing matches">
              Take a filter away, or look at a longer time.
            </EmptyState>
          ) : (
            <EmptyState icon={InboxIcon} title="No dead letters">
              Every event of this time was accepted and delivered, or is on its way.
            </EmptyState>
          )
        }
      />
      <DeadLetterSheet id={open} onClose={() => set({ open: '' })} />
    </>
  )
}
