import { useCallback } from 'react'
import { useSearchParams } from 'react-router-dom'

/** A table's state in the URL, so that it can be sent to someone and survives a reload. Empty values are left out. */
export function useUrlState<K extends string>(names: readonly K[]) {
  const [params, setParams] = useSearchParams()
  const state = Object.fromEntries(names.map((name) => [name, params.get(name) ?? ''])) as Record<K, string>
  const set = useCallback(
    (change: Partial<Record<K, string>>) =>
      setParams(
        (before) => {
          const next = new URLSearchParams(before)
          for (const [name, value] of Object.entries<string | undefined>(change)) {
            if (value) next.set(name, value)
            else next.delete(name)
          }
          return next
        },
        { replace: true },
      ),
    [setParams],
  )
  return [state, set] as const
}

/** The filters that are set, for a request: those that are empty left out. */
export function withoutEmpty<T extends Record<string, string>>(state: T): Partial<T> {
  return Object.fromEntries(Object.entries(state).filter(([, value]) => value !== '')) as Partial<T>
}
