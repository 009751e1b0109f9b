import { api, body } from '@/api/client'
import { usePages } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'
import type { Filter } from '../data/schema'
import { useLiveSignal } from './use-live-signal'

const EVERY_MS = 2_000
/** While the stream tells of new events; the archive may store one a moment after it has told. */
const STREAMED_EVERY_MS = 5_000

/** Accepted events, newest first. While live they are read again when the stream tells of one, and by the clock. */
export function useEvents(filters: Partial<Record<Filter, string>>, live: boolean) {
  const { id: workspace } = useWorkspace()
  const streamed = useLiveSignal(filters, live)
  return usePages(
    ['events', workspace, filters],
    (cursor, signal) =>
      body(
        api.GET('/api/v1/workspaces/{workspace}/events', {
          params: { path: { workspace }, query: { ...filters, cursor } },
          signal,
        }),
      ),
    { refetchInterval: live ? (streamed ? STREAMED_EVERY_MS : EVERY_MS) : false },
  )
}
