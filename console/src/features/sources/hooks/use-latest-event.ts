import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import { useWorkspace } from '@/lib/workspace'

const EVERY_MS = 2_000

/** The newest event of a source, looked for again and again. */
export function useLatestEvent(source: string) {
  const { id: workspace } = useWorkspace()
  const query = useQuery({
    queryKey: ['events', workspace, 'latest', source],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/workspaces/{workspace}/events', {
          params: { path: { workspace }, query: { source_id: source, limit: 1 } },
          signal,
        }),
      ),
    refetchInterval: EVERY_MS,
  })
  return { event: query.data?.items[0], error: query.error, refetch: query.refetch }
}
