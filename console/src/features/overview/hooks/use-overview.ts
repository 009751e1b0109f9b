import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import { useWorkspace } from '@/lib/workspace'

const EVERY_MS = 10_000

/** Counts a minute over the last so many minutes. */
export function useOverview(minutes: number) {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['overview', workspace, minutes],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/workspaces/{workspace}/overview', {
          params: { path: { workspace }, query: { minutes } },
          signal,
        }),
      ),
    refetchInterval: EVERY_MS,
  })
}
