import { useQuery } from '@tanstack/react-query'
import { api, body, ifMatch, type Schemas } from '@/api/client'
import { allPages, useChange, usePages } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'
import type { Destination } from '../data/schema'

const DESTINATIONS = '/api/v1/workspaces/{workspace}/destinations'
const DESTINATION = '/api/v1/workspaces/{workspace}/destinations/{destination}'

export function useDestinations(q: string) {
  const { id: workspace } = useWorkspace()
  return usePages(['destinations', workspace, q], (cursor, signal) =>
    body(api.GET(DESTINATIONS, { params: { path: { workspace }, query: { cursor, q: q || undefined } }, signal })),
  )
}

export function useAllDestinations() {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['destinations', workspace, 'all'],
    queryFn: () =>
      allPages((cursor) =>
        body(api.GET(DESTINATIONS, { params: { path: { workspace }, query: { cursor, limit: 200 } } })),
      ),
    staleTime: 30_000,
  })
}

export function useCreateDestination(onDone: () => void) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (made: Schemas['NewDestination']) => body(api.POST(DESTINATIONS, { params: { path: { workspace } }, body: made })),
    { stale: [['destinations', workspace]], quiet: true, done: 'Destination made', onDone },
  )
}

export function useChangeDestination(onDone: () => void) {
  const { id: workspace } = useWorkspace()
  return useChange(
    ({ of, change }: { of: Destination; change: Schemas['DestinationChange'] }) =>
      body(
        api.PATCH(DESTINATION, {
          params: { path: { workspace, destination: of.id }, header: ifMatch(of.version) },
          body: change,
        }),
      ),
    { stale: [['destinations', workspace]], quiet: true, done: 'Destination saved', onDone },
  )
}

export function useDeleteDestination() {
  const { id: workspace } = useWorkspace()
  return useChange(
    (destination: string) => body(api.DELETE(DESTINATION, { params: { path: { workspace, destination } } })),
    { stale: [['destinations', workspace]], done: 'Destination deleted' },
  )
}

/** Tries settings that need not be saved. */
export function useTestDestination() {
  const { id: workspace } = useWorkspace()
  return useChange(
    (probe: Schemas['DestinationProbe']) =>
      body(api.POST(`${DESTINATIONS}/test`, { params: { path: { workspace } }, body: probe })),
    { stale: [], quiet: true },
  )
}
