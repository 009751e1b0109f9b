import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { count } from '@/lib/format'
import { difference, OUTCOMES, type LedgerEntry, type State } from '../data/schema'

interface Props {
  entries: LedgerEntry[]
  sourceName: (id: string) => string
  destinationName: (id: string) => string
  onOpen: (of: { state: State; destination_id: string; source_id: string }) => void
}

/** A line for each source and destination; every number leads to its events. */
export function LedgerTable({ entries, sourceName, destinationName, onOpen }: Props) {
  return (
    <div
      className="relative overflow-x-auto rounded-xl border bg-card shadow-xs"
      tabIndex={0}
      role="region"
      aria-label="Ledger as a table"
    >
      <Table>
        <TableHeader>
          <tr>
            <TableHead>Source</TableHead>
            <TableHead>Destination</TableHead>
            <TableHead className="text-right">Accepted</TableHead>
            {OUTCOMES.map(({ key, label }) => (
              <TableHead key={key} className="text-right">
                {label}
              </TableHead>
            ))}
            <TableHead className="text-right">Rows</TableHead>
            <TableHead>Balance</TableHead>
          </tr>
        </TableHeader>
        <tbody>
          {entries.map((entry) => (
            <TableRow key={`${entry.source_id}/${entry.destination_id}`}>
              <TableCell>{sourceName(entry.source_id)}</TableCell>
              <TableCell>{destinationName(entry.destination_id)}</TableCell>
              <Number entry={entry} state="accepted" value={entry.accepted} onOpen={onOpen} />
              {OUTCOMES.map(({ key, state }) => (
                <Number key={key} entry={entry} state={state} value={entry[key]} onOpen={onOpen} />
              ))}
              <TableCell className="text-right tabular-nums">{count(entry.rows)}</TableCell>
              <TableCell>
                {difference(entry) === 0 ? (
                  <Badge tone="success">Balances</Badge>
                ) : (
                  <Badge tone="danger">Off by {count(difference(entry))}</Badge>
                )}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

interface NumberProps extends Pick<Props, 'onOpen'> {
  entry: LedgerEntry
  state: State
  value: number
}

function Number({ entry, state, value, onOpen }: NumberProps) {
  const { source_id, destination_id } = entry
  return (
    <TableCell className="text-right tabular-nums">
      {value === 0 ? (
        <span className="text-muted-foreground">0</span>
      ) : (
        <Button variant="link" className="h-auto p-0" onClick={() => onOpen({ state, source_id, destination_id })}>
          {count(value)}
        </Button>
      )}
    </TableCell>
  )
}
