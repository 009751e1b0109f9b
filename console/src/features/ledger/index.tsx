import { ScaleIcon } from 'lucide-react'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { PageHeader } from '@/components/page-header'
import { useUrlState } from '@/components/table/use-url-state'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Dialog, SheetContent } from '@/components/ui/dialog'
import { NativeSelect } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import { useDestinationName } from '@/features/destinations/hooks/use-destination-name'
import { useSourceName } from '@/features/sources/hooks/use-source-name'
import { words } from '@/lib/format'
import { Balance } from './components/balance'
import { FlowChart } from './components/flow-chart'
import { LedgerEvents } from './components/ledger-events'
import { LedgerTable } from './components/ledger-table'
import { flow } from './data/flow'
import { SPANS, type State } from './data/schema'
import { useLedger } from './hooks/use-ledger'

export default function LedgerPage() {
  const [{ span, state, destination_id, source_id }, set] = useUrlState([
    'span',
    'state',
    'destination_id',
    'source_id',
  ])
  const chosen = span in SPANS ? span : 'hour'
  const ledger = useLedger(chosen)
  const sourceName = useSourceName()
  const nameOf = useDestinationName()
  const destinationName = (id: string) => nameOf(id) || 'none'
  const open = (of: { state: State; destination_id: string; source_id?: string }) =>
    set({ ...of, source_id: of.source_id ?? '' })
  const entries = ledger.data?.items ?? []
  return (
    <>
      <PageHeader
        title="Ledger"
        description="Every accepted event ends in exactly one way for each destination: accepted = duplicates + dropped + dead letters + delivered + on their way."
        actions={
          <NativeSelect
            aria-label="Time"
            className="w-auto"
            value={chosen}
            onChange={(event) => set({ span: event.target.value })}
          >
            {Object.entries(SPANS).map(([name, { label }]) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </NativeSelect>
        }
      />
      <div className="grid gap-4">
        {ledger.error && !ledger.data && (
          <Card>
            <ErrorState error={ledger.error} retry={ledger.refetch} />
          </Card>
        )}
        {ledger.isPending && <Skeleton className="h-96" />}
        {ledger.data && entries.length === 0 && (
          <Card>
            <EmptyState icon={ScaleIcon} title="Nothing was accepted in this time">
              Look at a longer time, or send an event.
            </EmptyState>
          </Card>
        )}
        {entries.length > 0 && (
          <>
            <Balance span={chosen} />
            <Card>
              <CardHeader>
                <CardTitle>From sources, by destination, to how it ended</CardTitle>
              </CardHeader>
              <CardContent>
                <FlowChart flow={flow(entries, sourceName, destinationName)} onOpen={open} />
              </CardContent>
            </Card>
            <LedgerTable entries={entries} sourceName={sourceName} destinationName={destinationName} onOpen={open} />
          </>
        )}
      </div>
      <Dialog
        open={state !== ''}
        onOpenChange={(stays) => !stays && set({ state: '', destination_id: '', source_id: '' })}
      >
        <SheetContent
          title={words(state)}
          description={`For ${destinationName(destination_id)}, at most of the last day`}
        >
          {state && (
            <LedgerEvents
              span={chosen}
              of={{ state: state as State, destination_id, source_id: source_id || undefined }}
            />
          )}
        </SheetContent>
      </Dialog>
    </>
  )
}
