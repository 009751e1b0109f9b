import { useQuery } from '@tanstack/react-query'
import { api, body, type Schemas } from '@/api/client'
import { useChange } from '@/api/query'
import { idempotencyKey } from '@/lib/idempotency-key'
import { useWorkspace } from '@/lib/workspace'

const REPLAYS = '/api/v1/workspaces/{workspace}/replays'
const REPLAY = '/api/v1/workspaces/{workspace}/replays/{replay}'
const EVERY_MS = 1_000

export function useCreateReplay(onDone: (replay: Schemas['Replay']) => void) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (replay: Schemas['NewReplay']) =>
      body(
        api.POST(REPLAYS, {
          params: { path: { workspace }, header: { 'Idempotency-Key': idempotencyKey() } },
          body: replay,
        }),
      ),
    { stale: [['replays', workspace]], onDone },
  )
}

/** A replay, looked at every second until it has ended. */
export function useReplay(replay: string) {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['replays', workspace, 'one', replay],
    queryFn: ({ signal }) => body(api.GET(REPLAY, { params: { path: { workspace, replay } }, signal })),
    enabled: replay !== '',
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'running' ? false : EVERY_MS),
  })
}

export function useCancelReplay() {
  const { id: workspace } = useWorkspace()
  return useChange(
    (replay: string) => body(api.POST(`${REPLAY}/cancel`, { params: { path: { workspace, replay } } })),
    {
      stale: [['replays', workspace]],
      done: 'The replay has ended; what was sent stays sent',
    },
  )
}
