import {
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
  type QueryKey,
} from '@tanstack/react-query'
import { toast } from 'sonner'
import { ApiError, messageOf } from './client'

/** Asks again after a failure of the network or of the server, not after an answer that would be the same again. */
export function createQueryClient() {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
      },
    },
  })
}

export interface PageOf<T> {
  items: T[]
  next_cursor: string | null
}

/** A list that comes in pages, as one growing list of rows. */
export function usePages<T>(
  key: QueryKey,
  page: (cursor: string | undefined, signal: AbortSignal) => Promise<PageOf<T>>,
  options: { refetchInterval?: number | false; enabled?: boolean } = {},
) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    ...options,
  })
  return { ...query, rows: query.data?.pages.flatMap((each) => each.items) ?? [] }
}

export type Pages<T> = ReturnType<typeof usePages<T>>

/** Every row of a list that is known to be short enough to be held whole: the choices of a form, the nodes of a picture. */
export async function allPages<T>(page: (cursor: string | undefined) => Promise<PageOf<T>>, most = 2_000) {
  const rows: T[] = []
  let cursor: string | undefined
  do {
    const { items, next_cursor } = await page(cursor)
    rows.push(...items)
    cursor = next_cursor ?? undefined
  } while (cursor && rows.length < most)
  return rows
}

interface ChangeOptions<In, Out> {
  /** What has to be read again afterwards. */
  stale: QueryKey[]
  /** Said when it is done. */
  done?: string | ((out: Out, input: In) => string)
  onDone?: (out: Out, input: In) => void
  /** The form shows the error itself. */
  quiet?: boolean
}

/** A change: done, said, and what it touches read again. An older version than the server's is said and read again too. */
export function useChange<In, Out>(change: (input: In) => Promise<Out>, options: ChangeOptions<In, Out>) {
  const client = useQueryClient()
  const refresh = () => Promise.all(options.stale.map((queryKey) => client.invalidateQueries({ queryKey })))
  return useMutation({
    mutationFn: change,
    onSuccess: async (out, input) => {
      await refresh()
      if (options.done) toast.success(typeof options.done === 'string' ? options.done : options.done(out, input))
      options.onDone?.(out, input)
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.status === 412) await refresh()
      if (!options.quiet) toast.error(messageOf(error))
    },
  })
}
