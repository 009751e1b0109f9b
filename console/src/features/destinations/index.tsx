import { createColumnHelper } from '@tanstack/react-table'
import { DatabaseIcon, PlusIcon } from 'lucide-react'
import { useState } from 'react'
import { ConfirmButton } from '@/components/confirm-button'
import { EmptyState } from '@/components/empty-state'
import { PageHeader } from '@/components/page-header'
import { DataTable } from '@/components/table/data-table'
import { SearchBox } from '@/components/table/search-box'
import { useUrlState } from '@/components/table/use-url-state'
import { TimeAgo } from '@/components/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog, SheetContent } from '@/components/ui/dialog'
import { useWorkspace } from '@/lib/workspace'
import { DestinationForm } from './components/destination-form'
import { TYPES, type Destination } from './data/schema'
import { useDeleteDestination, useDestinations } from './hooks/use-destinations'

const column = createColumnHelper<Destination>()

export default function DestinationsPage() {
  const [{ q }, set] = useUrlState(['q'])
  const [open, setOpen] = useState<Destination | 'new'>()
  const { canEdit } = useWorkspace()
  const destinations = useDestinations(q)
  const columns = [
    column.accessor('name', {
      header: 'Name',
      cell: ({ row }) => (
        <Button variant="link" className="h-auto p-0 text-foreground" onClick={() => setOpen(row.original)}>
          {row.original.name}
        </Button>
      ),
    }),
    column.accessor('type', { header: 'Type', cell: ({ getValue }) => <Badge>{TYPES[getValue()].label}</Badge> }),
    column.accessor('settings', {
      header: 'Address',
      cell: ({ getValue }) => <code className="block max-w-72 truncate text-xs">{getValue().url}</code>,
      meta: { className: 'hidden md:table-cell' },
    }),
    column.accessor('updated_at', {
      header: 'Changed',
      cell: ({ getValue }) => <TimeAgo time={getValue()} />,
      meta: { className: 'hidden sm:table-cell' },
    }),
    column.display({
      id: 'actions',
      header: () => <span className="sr-only">Actions</span>,
      cell: ({ row }) => canEdit && <Delete destination={row.original} />,
      meta: { className: 'text-right' },
    }),
  ]
  const add = canEdit && (
    <Button onClick={() => setOpen('new')}>
      <PlusIcon /> New destination
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Destinations"
        description="Where rows go: a ClickHouse server or a PostgreSQL warehouse, each event exactly once."
        actions={add}
      />
      <div className="mb-3">
        <SearchBox label="Search destinations" value={q} onChange={(text) => set({ q: text })} />
      </div>
      <DataTable
        label="Destinations"
        columns={columns}
        pages={destinations}
        rowId={(destination) => destination.id}
        onOpen={setOpen}
        empty={
          q ? (
            <EmptyState icon={DatabaseIcon} title={`No destination is called like “${q}”`} />
          ) : (
            <EmptyState icon={DatabaseIcon} title="No destination of your own yet" action={add}>
              The built-in ClickHouse gets every event anyway. Make one, test it, then connect a source to it.
            </EmptyState>
          )
        }
      />
      <Dialog open={open !== undefined} onOpenChange={(stays) => !stays && setOpen(undefined)}>
        <SheetContent title={open === 'new' ? 'New destination' : (open?.name ?? '')}>
          {open && (
            <DestinationForm destination={open === 'new' ? undefined : open} onDone={() => setOpen(undefined)} />
          )}
        </SheetContent>
      </Dialog>
    </>
  )
}

function Delete({ destination }: { destination: Destination }) {
  const remove = useDeleteDestination()
  return (
    <ConfirmButton
      title={`Delete ${destination.name}?`}
      description="Only while no connection uses it. The rows that it has stay there."
      action="Delete"
      onConfirm={() => remove.mutateAsync(destination.id)}
    >
      <Button variant="ghost" size="sm" className="text-destructive" aria-label={`Delete ${destination.name}`}>
        Delete
      </Button>
    </ConfirmButton>
  )
}
