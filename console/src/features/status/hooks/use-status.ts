import { useQuery } from '@tanstack/react-query'
import { api, body } from '@/api/client'
import { useChange } from '@/api/query'

const EVERY_MS = 10_000

export function useStatus() {
  return useQuery({
    queryKey: ['status'],
    queryFn: ({ signal }) => body(api.GET('/api/v1/status', { signal })),
    refetchInterval: EVERY_MS,
  })
}

/** How many records each job has still to read; for operators. */
export function useLag(enabled: boolean) {
  return useQuery({
    queryKey: ['lag'],
    queryFn: ({ signal }) => body(api.GET('/api/v1/lag', { signal })),
    refetchInterval: EVERY_MS,
    enabled,
  })
}

/** Sends an event through every stage; takes up to half a minute. */
export function useCanary() {
  return useChange(() => body(api.POST('/api/v1/status/canary')), { stale: [['status']] })
}
