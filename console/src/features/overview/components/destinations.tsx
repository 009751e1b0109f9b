import { TimeAgo } from '@/components/time-ago'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { Table, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table'
import { useDestinationName } from '@/features/destinations/hooks/use-destination-name'
import { count } from '@/lib/format'
import type { Overview } from '../data/schema'

/** Each destination: what it got, and how far behind it is. */
export function Destinations({ destinations }: { destinations: Overview['destinations'] }) {
  const name = useDestinationName()
  if (destinations.length === 0) return null
  return (
    <Card>
      <CardHeader>
        <CardTitle>Destinations</CardTitle>
      </CardHeader>
      <CardContent className="relative overflow-x-auto" tabIndex={0} role="region" aria-label="Destinations">
        <Table>
          <TableHeader>
            <tr>
              <TableHead>Destination</TableHead>
              <TableHead className="text-right">Delivered</TableHead>
              <TableHead className="text-right">Dropped</TableHead>
              <TableHead className="text-right">Dead letters</TableHead>
              <TableHead className="text-right">On their way</TableHead>
              <TableHead>Oldest of these</TableHead>
            </tr>
          </TableHeader>
          <tbody>
            {destinations.map((destination) => (
              <TableRow key={destination.destination_id}>
                <TableCell className="font-medium">{name(destination.destination_id)}</TableCell>
                <TableCell className="text-right tabular-nums">{count(destination.delivered)}</TableCell>
                <TableCell className="text-right tabular-nums">{count(destination.dropped)}</TableCell>
                <TableCell className="text-right tabular-nums">{count(destination.dead_letters)}</TableCell>
                <TableCell className="text-right tabular-nums">{count(destination.in_flight)}</TableCell>
                <TableCell>
                  {destination.oldest_in_flight_at ? <TimeAgo time={destination.oldest_in_flight_at} /> : '–'}
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </CardContent>
    </Card>
  )
}
