import { api, body } from '@/api/client'
import { usePages } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'
import type { Filter } from '../data/schema'

const EVERY_MS = 2_000

/** Accepted events, newest first; looked at again every two seconds while live. */
export function useEvents(filters: Partial<Record<Filter, string>>, live: boolean) {
  const { id: workspace } = useWorkspace()
  return usePages(
    ['events', workspace, filters],
    (cursor, signal) =>
      body(
        api.GET('/api/v1/workspaces/{workspace}/events', {
          params: { path: { workspace }, query: { ...filters, cursor } },
          signal,
        }),
      ),
    { refetchInterval: live ? EVERY_MS : false },
  )
}
