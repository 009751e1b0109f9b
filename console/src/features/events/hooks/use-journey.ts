import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import { useWorkspace } from '@/lib/workspace'

const EVERY_MS = 2_000
const WEEK_MS = 604_800_000

/** Every acceptance of a message id in the last week, newest first. */
export function useAcceptances(messageId: string) {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['events', workspace, 'message', messageId],
    queryFn: ({ signal }) =>
      body(
        api.GET('/api/v1/workspaces/{workspace}/events', {
          params: {
            path: { workspace },
            query: { message_id: messageId, from: new Date(Date.now() - WEEK_MS).toISOString() },
          },
          signal,
        }),
      ),
    refetchInterval: EVERY_MS,
  })
}
