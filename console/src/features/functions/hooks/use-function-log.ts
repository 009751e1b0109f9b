import { useCallback, useEffect, useState } from 'react'
import { useWorkspace } from '@/lib/workspace'
import type { LogLine } from '../data/schema'

/** The page shows as many; what is older is in the TaskManager's log. */
const MOST = 500

export interface ShownLine extends LogLine {
  no: number
}

/**
 * What a function logs as it comes, newest last. The browser takes a lost connection up again by itself, and the service
 * goes on where it was; only a refusal (too many follow already) has to be tried again by hand.
 */
export function useFunctionLog(id: string) {
  const { id: workspace } = useWorkspace()
  const [lines, setLines] = useState<ShownLine[]>([])
  const [skipped, setSkipped] = useState(0)
  const [state, setState] = useState<'connecting' | 'open' | 'refused'>('connecting')
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let no = 0
    const path = `/api/v1/workspaces/${encodeURIComponent(workspace)}/functions/${encodeURIComponent(id)}/log`
    const source = new EventSource(path)
    source.onopen = () => setState('open')
    source.onerror = () => setState(source.readyState === EventSource.CLOSED ? 'refused' : 'connecting')
    source.addEventListener('line', (event: MessageEvent<string>) => {
      const line = { ...(JSON.parse(event.data) as LogLine), no: no++ }
      setLines((before) => [...before, line].slice(-MOST))
    })
    source.addEventListener('skipped', (event: MessageEvent<string>) => {
      setSkipped((before) => before + (JSON.parse(event.data) as { records: number }).records)
    })
    return () => source.close()
  }, [workspace, id, attempt])
  const retry = useCallback(() => {
    setLines([])
    setState('connecting')
    setAttempt((before) => before + 1)
  }, [])
  return { lines, skipped, state, retry }
}
