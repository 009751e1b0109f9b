import { zodResolver } from '@hookform/resolvers/zod'
import { createColumnHelper } from '@tanstack/react-table'
import { PlusIcon, SquareFunctionIcon } from 'lucide-react'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Link, useNavigate } from 'react-router-dom'
import type { Schemas } from '@/api/client'
import { EmptyState } from '@/components/empty-state'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { PageHeader } from '@/components/page-header'
import { DataTable } from '@/components/table/data-table'
import { SearchBox } from '@/components/table/search-box'
import { useUrlState } from '@/components/table/use-url-state'
import { TimeAgo } from '@/components/time-ago'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent, DialogFooter } from '@/components/ui/dialog'
import { Input } from '@/components/ui/input'
import { useWorkspace } from '@/lib/workspace'
import { functionSchema, TEMPLATE } from './data/schema'
import { useCreateFunction, useFunctions } from './hooks/use-functions'

const column = createColumnHelper<Schemas['FunctionSummary']>()

const COLUMNS = [
  column.accessor('name', {
    header: 'Name',
    cell: ({ row }) => (
      <Link to={row.original.id} className="font-medium hover:underline">
        {row.original.name}
      </Link>
    ),
  }),
  column.accessor('version', { header: 'Version', cell: ({ getValue }) => `v${getValue()}` }),
  column.accessor('updated_by', { header: 'By', meta: { className: 'hidden sm:table-cell' } }),
  column.accessor('updated_at', { header: 'Changed', cell: ({ getValue }) => <TimeAgo time={getValue()} /> }),
]

export default function FunctionsPage() {
  const [{ q }, set] = useUrlState(['q'])
  const [making, setMaking] = useState(false)
  const navigate = useNavigate()
  const { canEdit } = useWorkspace()
  const functions = useFunctions(q)
  const add = canEdit && (
    <Button onClick={() => setMaking(true)}>
      <PlusIcon /> New function
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Functions"
        description="JavaScript that events pass on their way to a destination: change, fan out, or drop them."
        actions={add}
      />
      <div className="mb-3">
        <SearchBox label="Search functions" value={q} onChange={(text) => set({ q: text })} />
      </div>
      <DataTable
        label="Functions"
        columns={COLUMNS}
        pages={functions}
        rowId={(each) => each.id}
        onOpen={(each) => navigate(each.id)}
        empty={
          q ? (
            <EmptyState icon={SquareFunctionIcon} title={`No function is called like “${q}”`} />
          ) : (
            <EmptyState icon={SquareFunctionIcon} title="No function yet" action={add}>
              Write one, run it against a real event, then put it on a connection.
            </EmptyState>
          )
        }
      />
      <Dialog open={making} onOpenChange={setMaking}>
        <DialogContent
          title="New function"
          description="It begins with a template, and does nothing until a connection uses it."
        >
          <NewFunction onMade={(id) => navigate(id)} />
        </DialogContent>
      </Dialog>
    </>
  )
}

function NewFunction({ onMade }: { onMade: (id: string) => void }) {
  const create = useCreateFunction(({ id }) => onMade(id))
  const form = useForm<Schemas['NewFunction']>({
    resolver: zodResolver(functionSchema),
    defaultValues: { name: '', code: TEMPLATE },
  })
  return (
    <form className="grid gap-4" onSubmit={form.handleSubmit((values) => create.mutate(values))} noValidate>
      <FormError error={create.error} />
      <FormField label="Name" error={form.formState.errors.name?.message}>
        <Input placeholder="Add country" {...form.register('name')} />
      </FormField>
      <DialogFooter>
        <Button type="submit" disabled={create.isPending}>
          Make function
        </Button>
      </DialogFooter>
    </form>
  )
}
