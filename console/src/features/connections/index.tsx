import { PlusIcon, WaypointsIcon } from 'lucide-react'
import { Link } from 'react-router-dom'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { PageHeader } from '@/components/page-header'
import { useUrlState } from '@/components/table/use-url-state'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Dialog, SheetContent } from '@/components/ui/dialog'
import { Skeleton } from '@/components/ui/skeleton'
import { useAllDestinations } from '@/features/destinations/hooks/use-destinations'
import { useAllFunctions } from '@/features/functions/hooks/use-functions'
import { useAllSources } from '@/features/sources/hooks/use-sources'
import { useWorkspace } from '@/lib/workspace'
import { ConnectionForm } from './components/connection-form'
import { ConnectionList } from './components/connection-list'
import { Picture } from './components/picture'
import { BUILT_IN, type Parts } from './data/graph'
import { useConnections } from './hooks/use-connections'

export default function ConnectionsPage() {
  const { canEdit } = useWorkspace()
  const [{ open, from, to }, set] = useUrlState(['open', 'from', 'to'])
  const { parts, error, retry } = useParts()
  const close = () => set({ open: '', from: '', to: '' })
  const connection = parts?.connections.find(({ id }) => id === open)
  return (
    <>
      <PageHeader
        title="Connections"
        description="Which source's events go to which destination, and through which functions. Draw a line from a source to a destination to connect them."
        actions={
          canEdit && (
            <Button onClick={() => set({ open: 'new' })}>
              <PlusIcon /> New connection
            </Button>
          )
        }
      />
      {error && (
        <Card>
          <ErrorState error={error} retry={retry} />
        </Card>
      )}
      {!parts && !error && <Skeleton className="h-[55vh]" />}
      {parts && parts.sources.length === 0 && <NoSource />}
      {parts && parts.sources.length > 0 && (
        <div className="grid gap-4">
          <Picture parts={parts} onOpen={(id) => set({ open: id })} onDraw={(ends) => set({ open: 'new', ...ends })} />
          <ConnectionList parts={parts} onOpen={(id) => set({ open: id })} />
        </div>
      )}
      <Dialog open={open !== '' && parts !== undefined} onOpenChange={(stays) => !stays && close()}>
        <SheetContent title={open === 'new' ? 'New connection' : 'Connection'}>
          {parts && (open === 'new' || connection) && (
            <ConnectionForm
              key={connection?.version}
              parts={parts}
              connection={connection}
              from={from}
              to={to}
              onDone={close}
            />
          )}
        </SheetContent>
      </Dialog>
    </>
  )
}

function useParts(): { parts?: Parts; error: unknown; retry: () => void } {
  const queries = {
    sources: useAllSources(),
    functions: useAllFunctions(),
    destinations: useAllDestinations(),
    connections: useConnections(),
  }
  const all = Object.values(queries)
  const retry = () => all.forEach((query) => void query.refetch())
  const { sources, functions, destinations, connections } = queries
  if (!sources.data || !functions.data || !destinations.data || !connections.data) {
    return { error: all.find((query) => query.error)?.error, retry }
  }
  const parts = {
    sources: sources.data,
    functions: functions.data,
    destinations: [BUILT_IN, ...destinations.data],
    connections: connections.data,
  }
  return { parts, error: undefined, retry }
}

function NoSource() {
  const { to } = useWorkspace()
  return (
    <Card>
      <EmptyState
        icon={WaypointsIcon}
        title="Nothing to connect yet"
        action={
          <Button asChild>
            <Link to={to('sources')}>Make a source</Link>
          </Button>
        }
      >
        A connection goes from a source to a destination.
      </EmptyState>
    </Card>
  )
}
