import { flexRender, getCoreRowModel, useReactTable, type ColumnDef, type RowData } from '@tanstack/react-table'
import type { ReactNode } from 'react'
import type { Pages } from '@/api/query'
import { cn } from '@/lib/utils'
import { ErrorState } from '../error-state'
import { Button } from '../ui/button'
import { Skeleton } from '../ui/skeleton'
import { Table, TableCell, TableHead, TableHeader, TableRow } from '../ui/table'

declare module '@tanstack/react-table' {
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  interface ColumnMeta<TData extends RowData, TValue> {
    /** Of the column's cells; `hidden md:table-cell` leaves it out on a phone. */
    className?: string
  }
}

interface Props<T> {
  /** Names the table for screen readers. */
  label: string
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  columns: ColumnDef<T, any>[]
  pages: Pick<
    Pages<T>,
    'rows' | 'isPending' | 'error' | 'refetch' | 'hasNextPage' | 'fetchNextPage' | 'isFetchingNextPage'
  >
  empty: ReactNode
  onOpen?: (row: T) => void
  rowId: (row: T) => string
}

/** A list in pages: skeletons first, then rows, what to do when there are none, or what went wrong. */
export function DataTable<T>({ label, columns, pages, empty, onOpen, rowId }: Props<T>) {
  const table = useReactTable({ data: pages.rows, columns, getCoreRowModel: getCoreRowModel(), getRowId: rowId })
  if (pages.isPending) return <TableSkeleton label={label} />
  if (pages.error && pages.rows.length === 0)
    return (
      <Frame>
        <ErrorState error={pages.error} retry={pages.refetch} />
      </Frame>
    )
  if (pages.rows.length === 0) return <Frame>{empty}</Frame>
  return (
    <Frame>
      <div className="relative overflow-x-auto">
        <Table aria-label={label}>
          <TableHeader>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {group.headers.map((header) => (
                  <TableHead key={header.id} className={header.column.columnDef.meta?.className}>
                    {flexRender(header.column.columnDef.header, header.getContext())}
                  </TableHead>
                ))}
              </tr>
            ))}
          </TableHeader>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <TableRow
                key={row.id}
                className={cn(onOpen && 'cursor-pointer hover:bg-muted/60')}
                onClick={onOpen && ((event) => isPlain(event.target) && onOpen(row.original))}
              >
                {row.getVisibleCells().map((cell) => (
                  <TableCell key={cell.id} className={cell.column.columnDef.meta?.className}>
                    {flexRender(cell.column.columnDef.cell, cell.getContext())}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </tbody>
        </Table>
      </div>
      {pages.hasNextPage && (
        <div className="border-t p-2 text-center">
          <Button
            variant="ghost"
            size="sm"
            disabled={pages.isFetchingNextPage}
            onClick={() => void pages.fetchNextPage()}
          >
            {pages.isFetchingNextPage ? 'Loading…' : 'Load more'}
          </Button>
        </div>
      )}
    </Frame>
  )
}

/** Not on a control within the row, which has a meaning of its own. */
function isPlain(target: EventTarget) {
  return target instanceof Element && !target.closest('a,button,input,select,label,[role="menuitem"]')
}

function Frame({ children }: { children: ReactNode }) {
  return <div className="min-w-0 overflow-hidden rounded-xl border bg-card shadow-xs">{children}</div>
}

function TableSkeleton({ label }: { label: string }) {
  return (
    <Frame>
      <div role="status" aria-label={`Loading: ${label}`} className="grid gap-3 p-4">
        {[90, 75, 82, 60, 70].map((width) => (
          <Skeleton key={width} className="h-5" style={{ width: `${width}%` }} />
        ))}
      </div>
    </Frame>
  )
}
