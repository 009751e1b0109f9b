import { Badge } from '@/components/ui/badge'
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { count, words } from '@/lib/format'
import { toneOf, type JobDetail } from '../data/schema'

/** A share of the time; from where on it is worth a look. */
const MUCH = 0.8

export function Operators({ vertices }: { vertices: JobDetail['vertices'] }) {
  return (
    <div
      className="relative overflow-x-auto rounded-xl border bg-card shadow-xs"
      tabIndex={0}
      role="region"
      aria-label="Operators"
    >
      <Table>
        <TableHeader>
          <tr>
            <TableHead>Operator</TableHead>
            <TableHead className="hidden sm:table-cell">State</TableHead>
            <TableHead className="text-right">Subtasks</TableHead>
            <TableHead className="text-right">In</TableHead>
            <TableHead className="text-right">Out</TableHead>
            <TableHead className="text-right">Busy</TableHead>
            <TableHead className="text-right">Back pressure</TableHead>
          </tr>
        </TableHeader>
        <tbody>
          {vertices.map((vertex) => (
            <TableRow key={vertex.id}>
              <TableCell className="min-w-48 break-words">{vertex.name}</TableCell>
              <TableCell className="hidden sm:table-cell">
                <Badge tone={toneOf(vertex.state)}>{words(vertex.state)}</Badge>
              </TableCell>
              <TableCell className="text-right tabular-nums">{vertex.parallelism}</TableCell>
              <TableCell className="text-right tabular-nums">{count(vertex.records_in)}</TableCell>
              <TableCell className="text-right tabular-nums">{count(vertex.records_out)}</TableCell>
              <Share value={vertex.busy} />
              <Share value={vertex.back_pressured} />
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  )
}

function Share({ value }: { value: number | null }) {
  return (
    <TableCell className={`text-right tabular-nums ${value !== null && value > MUCH ? 'text-destructive' : ''}`}>
      {value === null ? '–' : `${Math.round(value * 100)} %`}
    </TableCell>
  )
}
