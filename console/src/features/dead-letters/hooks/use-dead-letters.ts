import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import { usePages } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'
import { SPANS, type Filter } from '../data/schema'

const DEAD_LETTERS = '/api/v1/workspaces/{workspace}/dead-letters'
const EVERY_MS = 10_000

/** A time that stays the same over one reading of a list's pages. */
function since(span: string) {
  return new Date(Date.now() - SPANS[span].ms).toISOString()
}

export function useDeadLetters(span: string, filters: Partial<Record<Filter, string>>) {
  const { id: workspace } = useWorkspace()
  return usePages(
    ['dead-letters', workspace, span, filters],
    (cursor, signal) =>
      body(
        api.GET(DEAD_LETTERS, {
          params: { path: { workspace }, query: { ...filters, from: since(span), cursor } },
          signal,
        }),
      ),
    { refetchInterval: EVERY_MS },
  )
}

export function useDeadLetter(deadLetter: string) {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['dead-letter', workspace, deadLetter],
    queryFn: ({ signal }) =>
      body(api.GET(`${DEAD_LETTERS}/{deadLetter}`, { params: { path: { workspace, deadLetter } }, signal })),
    enabled: deadLetter !== '',
    staleTime: Infinity,
  })
}

/** How many of each reason, in the last seven days. */
export function useReasons() {
  const { id: workspace } = useWorkspace()
  return useQuery({
    queryKey: ['dead-letters', workspace, 'reasons'],
    queryFn: ({ signal }) => body(api.GET(`${DEAD_LETTERS}/reasons`, { params: { path: { workspace } }, signal })),
    refetchInterval: EVERY_MS,
  })
}
