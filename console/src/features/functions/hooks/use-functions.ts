import { useQuery } from '@tanstack/react-query'
import { api, body, ifMatch, type Schemas } from '@/api/client'
import { allPages, useChange, usePages } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'
import type { FunctionDetail } from '../data/schema'

const FUNCTIONS = '/api/v1/workspaces/{workspace}/functions'
const FUNCTION = '/api/v1/workspaces/{workspace}/functions/{function}'

export function useFunctions(q: string) {
  const { id: workspace } = useWorkspace()
  return usePages(['functions', workspace, q], (cursor, signal) =>
    body(api.GET(FUNCTIONS, { params: { path: { workspace }, query: { cursor, q: q || undefined } }, signal })),
  )
}

export function useAllFunctions() {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['functions', workspace, 'all'],
    queryFn: () =>
      allPages((cursor) =>
        body(api.GET(FUNCTIONS, { params: { path: { workspace }, query: { cursor, limit: 200 } } })),
      ),
    staleTime: 30_000,
  })
}

export function useFunction(id: string) {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['functions', workspace, 'one', id],
    queryFn: ({ signal }) => body(api.GET(FUNCTION, { params: { path: { workspace, function: id } }, signal })),
  })
}

export function useCreateFunction(onDone: (made: FunctionDetail) => void) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (made: Schemas['NewFunction']) => body(api.POST(FUNCTIONS, { params: { path: { workspace } }, body: made })),
    { stale: [['functions', workspace]], quiet: true, done: 'Function made', onDone },
  )
}

/** Saves a new version; a failure to compile is the form's to show. */
export function useSaveFunction({ id, version }: FunctionDetail) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (change: Schemas['FunctionChange']) =>
      body(
        api.PATCH(FUNCTION, { params: { path: { workspace, function: id }, header: ifMatch(version) }, body: change }),
      ),
    {
      stale: [['functions', workspace]],
      quiet: true,
      done: (saved) => `Version ${saved.version} saved; running jobs take it over`,
    },
  )
}

export function useDeleteFunction(id: string, onDone: () => void) {
  const { id: workspace } = useWorkspace()
  return useChange(() => body(api.DELETE(FUNCTION, { params: { path: { workspace, function: id } } })), {
    stale: [['functions', workspace]],
    done: 'Function deleted',
    onDone,
  })
}

export function useVersions(id: string) {
  const { id: workspace } = useWorkspace()
  return usePages(['functions', workspace, 'versions', id], (cursor, signal) =>
    body(api.GET(`${FUNCTION}/versions`, { params: { path: { workspace, function: id }, query: { cursor } }, signal })),
  )
}

export function useRollBack({ id, version }: FunctionDetail) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (earlier: number) =>
      body(
        api.POST(`${FUNCTION}/rollback`, {
          params: { path: { workspace, function: id }, header: ifMatch(version) },
          body: { version: earlier },
        }),
      ),
    {
      stale: [['functions', workspace]],
      done: (now, earlier) => `Version ${earlier} is back, as version ${now.version}`,
    },
  )
}

/** Runs code that need not be saved. */
export function useTestRun() {
  const { id: workspace } = useWorkspace()
  return useChange(
    (test: Schemas['FunctionTest']) =>
      body(api.POST(`${FUNCTIONS}/test`, { params: { path: { workspace } }, body: test })),
    { stale: [], quiet: true },
  )
}
