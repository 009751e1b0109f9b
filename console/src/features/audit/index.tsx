import { createColumnHelper } from '@tanstack/react-table'
import { ScrollTextIcon } from 'lucide-react'
import { useState } from 'react'
import type { Schemas } from '@/api/client'
import { JsonBlock } from '@/components/code-block'
import { Details } from '@/components/details'
import { EmptyState } from '@/components/empty-state'
import { PageHeader } from '@/components/page-header'
import { DataTable } from '@/components/table/data-table'
import { SearchBox } from '@/components/table/search-box'
import { useUrlState } from '@/components/table/use-url-state'
import { TimeAgo } from '@/components/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog, SheetContent } from '@/components/ui/dialog'
import { dateTime } from '@/lib/format'
import { useAudit } from './hooks/use-audit'

type Entry = Schemas['AuditEntry']

const column = createColumnHelper<Entry>()

export default function AuditPage() {
  const [{ action, target }, set] = useUrlState(['action', 'target'])
  const [open, setOpen] = useState<Entry>()
  const entries = useAudit(action, target)
  const columns = [
    column.accessor('at', { header: 'When', cell: ({ getValue }) => <TimeAgo time={getValue()} /> }),
    column.accessor('actor', {
      header: 'Who',
      cell: ({ row: { original } }) => (
        <span className="flex items-center gap-2">
          {original.actor} {original.actor_kind !== 'user' && <Badge>{original.actor_kind}</Badge>}
        </span>
      ),
    }),
    column.accessor('action', {
      header: 'What',
      cell: ({ row }) => (
        <Button variant="link" className="h-auto p-0" onClick={() => setOpen(row.original)}>
          {row.original.action}
        </Button>
      ),
    }),
    column.accessor('target', {
      header: 'On',
      cell: ({ getValue }) => <code className="text-xs">{getValue()}</code>,
      meta: { className: 'hidden sm:table-cell' },
    }),
  ]
  const filtered = action !== '' || target !== ''
  return (
    <>
      <PageHeader
        title="Audit log"
        description="Who changed what, newest first. An entry is made in the same transaction as the change."
      />
      <div className="mb-3 flex flex-wrap gap-2">
        <SearchBox label="Action, as in source.create" value={action} onChange={(text) => set({ action: text })} />
        <SearchBox label="Id of what was changed" value={target} onChange={(text) => set({ target: text })} />
      </div>
      <DataTable
        label="Audit log"
        columns={columns}
        pages={entries}
        rowId={(entry) => entry.id}
        onOpen={setOpen}
        empty={<EmptyState icon={ScrollTextIcon} title={filtered ? 'Nothing matches' : 'Nothing was changed yet'} />}
      />
      <Dialog open={open !== undefined} onOpenChange={(stays) => !stays && setOpen(undefined)}>
        <SheetContent title={open?.action ?? ''}>
          {open && (
            <>
              <Details
                rows={[
                  ['When', dateTime(open.at)],
                  ['Who', `${open.actor} (${open.actor_kind})`],
                  ['On', open.target],
                ]}
              />
              <JsonBlock value={open.details} label="details" />
            </>
          )}
        </SheetContent>
      </Dialog>
    </>
  )
}
