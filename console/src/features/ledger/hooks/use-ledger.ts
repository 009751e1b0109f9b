import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import { usePages } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'
import { SPANS, type State } from '../data/schema'

const LEDGER = '/api/v1/workspaces/{workspace}/ledger'
const EVERY_MS = 10_000
const DAY_MS = 86_400_000
const MOST_IMBALANCE_MS = 3 * DAY_MS

const since = (ms: number) => new Date(Date.now() - ms).toISOString()

export function useLedger(span: string) {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['ledger', workspace, span],
    queryFn: ({ signal }) =>
      body(api.GET(LEDGER, { params: { path: { workspace }, query: { from: since(SPANS[span].ms) } }, signal })),
    refetchInterval: EVERY_MS,
  })
}

/** Gaps, losses and doubles; at most of the last three days. */
export function useImbalance(span: string) {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['ledger', workspace, 'imbalance', span],
    queryFn: ({ signal }) =>
      body(
        api.GET(`${LEDGER}/imbalance`, {
          params: { path: { workspace }, query: { from: since(Math.min(SPANS[span].ms, MOST_IMBALANCE_MS)) } },
          signal,
        }),
      ),
    refetchInterval: EVERY_MS,
  })
}

/** The events behind a number; at most of the last day. */
export function useLedgerEvents(span: string, of: { state: State; destination_id: string; source_id?: string }) {
  const { id: workspace } = useWorkspace()
  return usePages(['ledger', workspace, 'events', span, of], (cursor, signal) =>
    body(
      api.GET(`${LEDGER}/events`, {
        params: { path: { workspace }, query: { ...of, from: since(Math.min(SPANS[span].ms, DAY_MS)), cursor } },
        signal,
      }),
    ),
  )
}
