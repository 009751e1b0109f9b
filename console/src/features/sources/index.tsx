import { createColumnHelper } from '@tanstack/react-table'
import { PlusIcon, RadioIcon } from 'lucide-react'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router-dom'
import { EmptyState } from '@/components/empty-state'
import { PageHeader } from '@/components/page-header'
import { DataTable } from '@/components/table/data-table'
import { SearchBox } from '@/components/table/search-box'
import { useUrlState } from '@/components/table/use-url-state'
import { TimeAgo } from '@/components/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { words } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import { NewSourceDialog } from './components/new-source-dialog'
import type { Source } from './data/schema'
import { useSources } from './hooks/use-sources'

const column = createColumnHelper<Source>()

const COLUMNS = [
  column.accessor('name', {
    header: 'Name',
    cell: ({ row }) => (
      <Link to={row.original.id} className="font-medium hover:underline">
        {row.original.name}
      </Link>
    ),
  }),
  column.accessor('enabled', {
    header: 'State',
    cell: ({ getValue }) => (getValue() ? <Badge tone="success">On</Badge> : <Badge tone="warning">Off</Badge>),
  }),
  column.accessor('schema_mode', {
    header: 'Schema',
    cell: ({ getValue }) => words(getValue()),
    meta: { className: 'hidden sm:table-cell' },
  }),
  column.accessor('ip_policy', {
    header: 'IP address',
    cell: ({ getValue }) => words(getValue()),
    meta: { className: 'hidden md:table-cell' },
  }),
  column.accessor('created_at', { header: 'Made', cell: ({ getValue }) => <TimeAgo time={getValue()} /> }),
]

export default function SourcesPage() {
  const [{ q }, set] = useUrlState(['q'])
  const [making, setMaking] = useState(false)
  const navigate = useNavigate()
  const { canEdit } = useWorkspace()
  const sources = useSources(q)
  const add = canEdit && (
    <Button onClick={() => setMaking(true)}>
      <PlusIcon /> New source
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Sources"
        description="Where events come from: a website, an app, a server. Each has write keys of its own."
        actions={add}
      />
      <div className="mb-3">
        <SearchBox label="Search sources" value={q} onChange={(text) => set({ q: text })} />
      </div>
      <DataTable
        label="Sources"
        columns={COLUMNS}
        pages={sources}
        rowId={(source) => source.id}
        onOpen={(source) => navigate(source.id)}
        empty={
          q ? (
            <EmptyState icon={RadioIcon} title={`No source is called like “${q}”`} />
          ) : (
            <EmptyState icon={RadioIcon} title="No source yet" action={add}>
              Make one, copy its snippet, and see your first event arrive.
            </EmptyState>
          )
        }
      />
      <NewSourceDialog open={making} onOpenChange={setMaking} onMade={(source) => navigate(source.id)} />
    </>
  )
}
