import { createColumnHelper } from '@tanstack/react-table'
import { BracesIcon, PlusIcon } from 'lucide-react'
import { useState } from 'react'
import { EmptyState } from '@/components/empty-state'
import { PageHeader } from '@/components/page-header'
import { DataTable } from '@/components/table/data-table'
import { SearchBox } from '@/components/table/search-box'
import { useUrlState } from '@/components/table/use-url-state'
import { TimeAgo } from '@/components/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { useWorkspace } from '@/lib/workspace'
import { DeclareField } from './components/declare-field'
import { Fields } from './components/fields'
import type { SchemaEvent } from './data/schema'
import { useSchemaEvents } from './hooks/use-schemas'

const column = createColumnHelper<SchemaEvent>()

export default function SchemasPage() {
  const [{ q, view, event_type, event_name }, set] = useUrlState(['q', 'view', 'event_type', 'event_name'])
  const [declaring, setDeclaring] = useState(false)
  const { canEdit } = useWorkspace()
  // Fields are listed for one event at a time.
  const ofFields = view === 'fields' && event_type !== ''
  const events = useSchemaEvents(q, !ofFields)
  const columns = [
    column.accessor('event_name', {
      header: 'Event',
      cell: ({ row: { original } }) => (
        <span className="flex items-center gap-2">
          <Badge tone="primary">{original.event_type}</Badge>
          <Button variant="link" className="h-auto p-0 text-foreground" onClick={() => open(original)}>
            {original.event_name || `Every ${original.event_type}`}
          </Button>
        </span>
      ),
    }),
    column.accessor('fields', { header: 'Fields' }),
    column.accessor('locked', { header: 'Locked', meta: { className: 'hidden sm:table-cell' } }),
    column.accessor('first_seen_at', {
      header: 'First seen',
      cell: ({ getValue }) => <TimeAgo time={getValue()} />,
      meta: { className: 'hidden md:table-cell' },
    }),
    column.accessor('last_seen_at', {
      header: 'Last seen',
      cell: ({ getValue }) => <TimeAgo time={getValue()} />,
      meta: { className: 'hidden sm:table-cell' },
    }),
  ]
  function open(event: SchemaEvent) {
    set({ view: 'fields', q: '', event_type: event.event_type, event_name: event.event_name })
  }
  return (
    <>
      <PageHeader
        title="Schemas"
        description="The type of each field, as it was first seen. A value of another type is rejected, never changed."
        actions={
          canEdit && (
            <Button onClick={() => setDeclaring(true)}>
              <PlusIcon /> Declare a field
            </Button>
          )
        }
      />
      <div className="mb-3 flex flex-wrap items-center gap-2">
        {ofFields && (
          <Button variant="outline" onClick={() => set({ view: '', q: '', event_type: '', event_name: '' })}>
            Every event
          </Button>
        )}
        <SearchBox
          label={ofFields ? 'Search fields' : 'Search events'}
          value={q}
          onChange={(text) => set({ q: text })}
        />
        {ofFields && <span className="font-medium">{event_name || event_type}</span>}
      </div>
      {ofFields ? (
        <Fields q={q} eventType={event_type} eventName={event_name} />
      ) : (
        <DataTable
          label="Events with a schema"
          columns={columns}
          pages={events}
          rowId={(event) => `${event.event_type}/${event.event_name}`}
          onOpen={open}
          empty={
            <EmptyState icon={BracesIcon} title={q ? `No event is called like “${q}”` : 'Nothing learned yet'}>
              {!q && 'Send an event: the types of its fields are learned from it.'}
            </EmptyState>
          }
        />
      )}
      <Dialog open={declaring} onOpenChange={setDeclaring}>
        <DialogContent
          title="Declare a field"
          description="Before it is first seen, or to have a text taken as a timestamp."
        >
          <DeclareField onDone={() => setDeclaring(false)} />
        </DialogContent>
      </Dialog>
    </>
  )
}
