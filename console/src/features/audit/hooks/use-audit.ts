import { api, body } from '@/api/client'
import { usePages } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'

export function useAudit(action: string, target: string) {
  const { id: workspace } = useWorkspace()
  return usePages(['audit', workspace, action, target], (cursor, signal) =>
    body(
      api.GET('/api/v1/workspaces/{workspace}/audit-log', {
        params: { path: { workspace }, query: { cursor, action: action || undefined, target: target || undefined } },
        signal,
      }),
    ),
  )
}
