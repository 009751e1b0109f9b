import { useQuery } from '@tanstack/react-query'
import { api, body, ifMatch, type Schemas } from '@/api/client'
import { allPages, useChange, usePages } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'
import { useRevealedKeys } from '@/stores/revealed-keys'
import type { Source, WriteKey } from '../data/schema'

const SOURCES = '/api/v1/workspaces/{workspace}/sources'
const SOURCE = '/api/v1/workspaces/{workspace}/sources/{source}'

export function useSources(q: string) {
  const { id: workspace } = useWorkspace()
  return usePages(['sources', workspace, q], (cursor, signal) =>
    body(api.GET(SOURCES, { params: { path: { workspace }, query: { cursor, q: q || undefined } }, signal })),
  )
}

/** All of them: the choices of a filter, and their names. */
export function useAllSources() {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['sources', workspace, 'all'],
    queryFn: () =>
      allPages((cursor) => body(api.GET(SOURCES, { params: { path: { workspace }, query: { cursor, limit: 200 } } }))),
    staleTime: 30_000,
  })
}

export function useSource(source: string) {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['sources', workspace, 'one', source],
    queryFn: ({ signal }) => body(api.GET(SOURCE, { params: { path: { workspace, source } }, signal })),
  })
}

export function useCreateSource(onDone: (source: Source) => void) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (source: Schemas['NewSource']) => body(api.POST(SOURCES, { params: { path: { workspace } }, body: source })),
    { stale: [['sources', workspace]], quiet: true, done: 'Source made', onDone },
  )
}

export function useChangeSource(source: Source) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (change: Schemas['SourceChange']) =>
      body(
        api.PATCH(SOURCE, {
          params: { path: { workspace, source: source.id }, header: ifMatch(source.version) },
          body: change,
        }),
      ),
    { stale: [['sources', workspace]], done: 'Source saved' },
  )
}

export function useDeleteSource(source: Source, onDone: () => void) {
  const { id: workspace } = useWorkspace()
  return useChange(() => body(api.DELETE(SOURCE, { params: { path: { workspace, source: source.id } } })), {
    stale: [['sources', workspace]],
    done: 'Source deleted',
    onDone,
  })
}

export function useWriteKeys(source: string) {
  const { id: workspace } = useWorkspace()
  return usePages(['write-keys', workspace, source], (cursor, signal) =>
    body(api.GET(`${SOURCE}/write-keys`, { params: { path: { workspace, source }, query: { cursor } }, signal })),
  )
}

export function useCreateWriteKey(source: string) {
  const { id: workspace } = useWorkspace()
  const reveal = useRevealedKeys((state) => state.reveal)
  return useChange(() => body(api.POST(`${SOURCE}/write-keys`, { params: { path: { workspace, source } } })), {
    stale: [['write-keys', workspace, source]],
    onDone: ({ secret }) => reveal(source, secret),
  })
}

export function useRotateWriteKey(source: string) {
  const { id: workspace } = useWorkspace()
  const reveal = useRevealedKeys((state) => state.reveal)
  return useChange(
    (key: WriteKey) =>
      body(api.POST(`${SOURCE}/write-keys/{key}/rotate`, { params: { path: { workspace, source, key: key.id } } })),
    {
      stale: [['write-keys', workspace, source]],
      done: 'The old key is revoked, a new one made',
      onDone: ({ secret }) => reveal(source, secret),
    },
  )
}

export function useRevokeWriteKey(source: string) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (key: WriteKey) =>
      body(api.DELETE(`${SOURCE}/write-keys/{key}`, { params: { path: { workspace, source, key: key.id } } })),
    { stale: [['write-keys', workspace, source]], done: 'Key revoked' },
  )
}
