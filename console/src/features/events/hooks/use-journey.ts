import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import { useWorkspace } from '@/lib/workspace'

const EVERY_MS = 2_000

/** What became of a message id or event id, looked at again until it is told to the end. */
export function useJourneys(message: string) {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['journeys', workspace, message],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/workspaces/{workspace}/journeys/{message}', {
          params: { path: { workspace, message } },
          signal,
        }),
      ),
    refetchInterval: EVERY_MS,
  })
}
