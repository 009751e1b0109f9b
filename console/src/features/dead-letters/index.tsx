import { createColumnHelper } from '@tanstack/react-table'
import { InboxIcon } from 'lucide-react'
import { EmptyState } from '@/components/empty-state'
import { PageHeader } from '@/components/page-header'
import { DataTable } from '@/components/table/data-table'
import { useUrlState, withoutEmpty } from '@/components/table/use-url-state'
import { TimeAgo } from '@/components/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { words } from '@/lib/format'
import { DeadLetterSheet } from './components/dead-letter-sheet'
import { Filters } from './components/filters'
import { DEFAULT_SPAN, FILTERS, SPANS, type DeadLetter } from './data/schema'
import { useDeadLetters } from './hooks/use-dead-letters'

const column = createColumnHelper<DeadLetter>()

export default function DeadLettersPage() {
  const [{ span, open, ...state }, set] = useUrlState([...FILTERS, 'span', 'open'])
  const chosenSpan = span in SPANS ? span : DEFAULT_SPAN
  const filters = withoutEmpty(state)
  const deadLetters = useDeadLetters(chosenSpan, filters)
  const columns = [
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
          {original.field && <code className="mr-1 text-xs">{original.field}:</code>}
          {original.error}
        </span>
      ),
    }),
    column.accessor('stage', {
      header: 'Stage',
      cell: ({ getValue }) => <Badge>{words(getValue())}</Badge>,
      meta: { className: 'hidden sm:table-cell' },
    }),
    column.accessor('type', { header: 'Type', meta: { className: 'hidden lg:table-cell' } }),
    column.accessor('rejected_at', { header: 'When', cell: ({ getValue }) => <TimeAgo time={getValue()} /> }),
  ]
  return (
    <>
      <PageHeader
        title="Dead letters"
        description="Events that were rejected, each as it was sent, with the reason. They are never changed."
      />
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
