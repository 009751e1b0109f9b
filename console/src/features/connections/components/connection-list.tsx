import { PauseIcon, PlayIcon } from 'lucide-react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useWorkspace } from '@/lib/workspace'
import type { Parts } from '../data/graph'
import { filterText, type Connection } from '../data/schema'
import { useChangeConnection } from '../hooks/use-connections'

/** The same as the picture, for the keyboard, for screen readers and for a phone. */
export function ConnectionList({ parts, onOpen }: { parts: Parts; onOpen: (id: string) => void }) {
  const name = (list: { id: string; name: string }[], id: string) => list.find((each) => each.id === id)?.name ?? id
  if (parts.connections.length === 0) {
    return (
      <p className="text-muted-foreground">
        No connection yet. The built-in ClickHouse gets every event as it is until a connection to it says otherwise.
      </p>
    )
  }
  return (
    <ul aria-label="Connections" className="divide-y overflow-hidden rounded-xl border bg-card">
      {parts.connections.map((connection) => (
        <li key={connection.id} className="flex flex-wrap items-center gap-2 px-4 py-3">
          <Button
            variant="link"
            className="h-auto p-0 text-left whitespace-normal text-foreground"
            onClick={() => onOpen(connection.id)}
          >
            {name(parts.sources, connection.source_id)} →{' '}
            {connection.function_ids.map((id) => `${name(parts.functions, id)} → `)}
            {name(parts.destinations, connection.destination_id)}
          </Button>
          <State connection={connection} />
          <span className="min-w-0 flex-1 truncate text-muted-foreground">
            {filterText(connection) || 'every event'}
          </span>
          <PauseButton connection={connection} />
        </li>
      ))}
    </ul>
  )
}

function State({ connection }: { connection: Connection }) {
  if (!connection.enabled) return <Badge tone="danger">Off: nothing passes</Badge>
  if (connection.paused) return <Badge tone="warning">Paused: events wait</Badge>
  return <Badge tone="success">On</Badge>
}

function PauseButton({ connection }: { connection: Connection }) {
  const { canEdit } = useWorkspace()
  const change = useChangeConnection()
  if (!canEdit || !connection.enabled) return null
  return (
    <Button
      variant="ghost"
      size="sm"
      disabled={change.isPending}
      onClick={() => change.mutate({ of: connection, change: { paused: !connection.paused } })}
    >
      {connection.paused ? <PlayIcon /> : <PauseIcon />} {connection.paused ? 'Resume' : 'Pause'}
    </Button>
  )
}
