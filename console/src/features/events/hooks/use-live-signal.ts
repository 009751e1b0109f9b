import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useWorkspace } from '@/lib/workspace'
import type { Filter } from '../data/schema'

/** What the stream can be filtered by; the rest is filtered by the list itself. */
const STREAMED: Filter[] = ['source_id', 'event', 'type', 'user_id']
/** Events come in bursts; the list is read once for each. */
const PAUSE_MS = 300

/**
 * Reads the list again whenever the service's stream says that an event came. Tells whether the stream is open: while it
 * is not (too many follow already, or a proxy holds it up), the list has to be looked at by the clock.
 */
export function useLiveSignal(filters: Partial<Record<Filter, string>>, live: boolean) {
  const { id: workspace } = useWorkspace()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const query = new URLSearchParams(
    Object.entries(filters).filter(([name]) => STREAMED.includes(name as Filter)),
  ).toString()
  useEffect(() => {
    if (!live || typeof EventSource === 'undefined') return
    const source = new EventSource(`/api/v1/workspaces/${encodeURIComponent(workspace)}/live?${query}`)
    let timer: ReturnType<typeof setTimeout> | undefined
    source.onopen = () => setOpen(true)
    source.onerror = () => setOpen(false)
    source.addEventListener('event', () => {
      timer ??= setTimeout(() => {
        timer = undefined
        void client.invalidateQueries({ queryKey: ['events', workspace] })
      }, PAUSE_MS)
    })
    return () => {
      clearTimeout(timer)
      source.close()
      setOpen(false)
    }
  }, [client, workspace, query, live])
  return open
}
