import { useQuery } from '@tanstack/react-query'
import { api, body, ifMatch, type Schemas } from '@/api/client'
import { useChange } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'

const WORKSPACE = '/api/v1/workspaces/{workspace}'
const EVERY_MS = 2_000

export function useUsage() {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['usage', workspace],
    queryFn: ({ signal }) => body(api.GET(`${WORKSPACE}/usage`, { params: { path: { workspace } }, signal })),
    refetchInterval: EVERY_MS,
  })
}

export function useChangeLimits(version: number, onDone: () => void) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (limits: Schemas['LimitsChange']) =>
      body(
        api.PUT(`${WORKSPACE}/limits`, {
          params: { path: { workspace }, header: ifMatch(version) },
          body: limits,
        }),
      ),
    { stale: [['usage', workspace]], quiet: true, done: 'Limits set', onDone },
  )
}
