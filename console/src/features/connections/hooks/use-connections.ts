import { useQuery } from '@tanstack/react-query'
import { api, body, ifMatch, type Schemas } from '@/api/client'
import { allPages, useChange } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'
import type { Connection } from '../data/schema'

const CONNECTIONS = '/api/v1/workspaces/{workspace}/connections'
const CONNECTION = '/api/v1/workspaces/{workspace}/connections/{connection}'

export function useConnections() {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['connections', workspace],
    queryFn: () =>
      allPages((cursor) =>
        body(api.GET(CONNECTIONS, { params: { path: { workspace }, query: { cursor, limit: 200 } } })),
      ),
  })
}

export function useCreateConnection(onDone: () => void) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (made: Schemas['NewConnection']) => body(api.POST(CONNECTIONS, { params: { path: { workspace } }, body: made })),
    { stale: [['connections', workspace]], quiet: true, done: 'Connected', onDone },
  )
}

export function useChangeConnection(onDone?: () => void) {
  const { id: workspace } = useWorkspace()
  return useChange(
    ({ of, change }: { of: Connection; change: Schemas['ConnectionChange'] }) =>
      body(
        api.PATCH(CONNECTION, {
          params: { path: { workspace, connection: of.id }, header: ifMatch(of.version) },
          body: change,
        }),
      ),
    { stale: [['connections', workspace]], done: 'Connection saved; running jobs take it over', onDone },
  )
}

export function useDeleteConnection(onDone: () => void) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (connection: string) => body(api.DELETE(CONNECTION, { params: { path: { workspace, connection } } })),
    { stale: [['connections', workspace]], done: 'Connection taken away', onDone },
  )
}
