import { useQuery } from '@tanstack/react-query'
import { api, body, ifMatch, type Schemas } from '@/api/client'
import { useChange, usePages } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'
import { useSession } from '@/stores/session'

const WORKSPACE = '/api/v1/workspaces/{workspace}'

/** Names and roles of the workspaces are part of the session: it is read again after they change. */
async function renewSession() {
  useSession.getState().begin(await body(api.GET('/api/v1/session')))
}

export function useCreateWorkspace(onDone: (id: string) => void) {
  return useChange(
    async (workspace: Schemas['NewWorkspace']) => {
      const made = await body(api.POST('/api/v1/workspaces', { body: workspace }))
      await renewSession()
      return made
    },
    { stale: [], quiet: true, done: 'Workspace made', onDone: ({ id }) => onDone(id) },
  )
}

export function useWorkspaceDetail() {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['workspace', workspace],
    queryFn: ({ signal }) => body(api.GET(WORKSPACE, { params: { path: { workspace } }, signal })),
  })
}

export function useRename(version: number) {
  const { id: workspace } = useWorkspace()
  return useChange(
    async (change: Schemas['WorkspaceChange']) => {
      const params = { path: { workspace }, header: ifMatch(version) }
      const changed = await body(api.PATCH(WORKSPACE, { params, body: change }))
      await renewSession()
      return changed
    },
    { stale: [['workspace', workspace]], done: 'Workspace renamed' },
  )
}

export function useChangePassword(onDone: () => void) {
  return useChange(
    (request: Schemas['PasswordRequest']) => body(api.PUT('/api/v1/session/password', { body: request })),
    { stale: [], quiet: true, done: 'Password changed; your other sessions have ended', onDone },
  )
}

export function useIdentity() {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['identity', workspace],
    queryFn: ({ signal }) => body(api.GET(`${WORKSPACE}/identity`, { params: { path: { workspace } }, signal })),
  })
}

export function useChangeIdentity(version: number) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (nobodyIds: string[]) =>
      body(
        api.PUT(`${WORKSPACE}/identity`, {
          params: { path: { workspace }, header: ifMatch(version) },
          body: { nobody_ids: nobodyIds },
        }),
      ),
    { stale: [['identity', workspace]], done: 'Rules of identity saved' },
  )
}

export function useSecrets(enabled = true) {
  const { id: workspace } = useWorkspace()
  return usePages(
    ['secrets', workspace],
    (cursor, signal) =>
      body(api.GET(`${WORKSPACE}/secrets`, { params: { path: { workspace }, query: { cursor } }, signal })),
    { enabled },
  )
}

export function usePutSecret(onDone: () => void) {
  const { id: workspace } = useWorkspace()
  return useChange(
    ({ name, value }: { name: string; value: string }) =>
      body(api.PUT(`${WORKSPACE}/secrets/{name}`, { params: { path: { workspace, name } }, body: { value } })),
    { stale: [['secrets', workspace]], quiet: true, done: 'Secret set', onDone },
  )
}

export function useDeleteSecret() {
  const { id: workspace } = useWorkspace()
  return useChange(
    (name: string) => body(api.DELETE(`${WORKSPACE}/secrets/{name}`, { params: { path: { workspace, name } } })),
    { stale: [['secrets', workspace]], done: 'Secret deleted' },
  )
}
