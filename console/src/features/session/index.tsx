import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router-dom'
import { api, ApiError, body, type Schemas } from '@/api/client'
import { EmptyState } from '@/components/empty-state'
import { ErrorState } from '@/components/error-state'
import { PageSkeleton } from '@/components/layout/page-skeleton'
import { useSession } from '@/stores/session'
import { useThemeClass } from '@/stores/theme'
import { UsersIcon } from 'lucide-react'

/** Null: nobody is logged in. */
async function whoIsThere(): Promise<Schemas['Session'] | null> {
  try {
    return await body(api.GET('/api/v1/session'))
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null
    throw error
  }
}

/** Lets in who is logged in; sends others to the login page, and back to where they were going afterwards. */
export function SessionGate() {
  useThemeClass()
  const { session, begin, end } = useSession()
  const { pathname, search } = useLocation()
  const query = useQuery({ queryKey: ['session'], queryFn: whoIsThere, enabled: session === undefined, gcTime: 0 })
  useEffect(() => {
    if (query.data) begin(query.data)
    else if (query.data === null) end()
  }, [query.data, begin, end])
  if (session) return <Outlet />
  if (session === null) return <Navigate to={`/login?next=${encodeURIComponent(pathname + search)}`} replace />
  if (query.error) return <ErrorState error={query.error} retry={query.refetch} />
  return (
    <div className="mx-auto max-w-7xl p-6">
      <PageSkeleton />
    </div>
  )
}

/** The first workspace. */
export function Home() {
  const first = useSession((state) => state.session?.workspaces[0])
  if (first) return <Navigate to={`/w/${first.id}/overview`} replace />
  return (
    <EmptyState icon={UsersIcon} title="You are in no workspace yet">
      Ask an owner of a workspace to invite you.
    </EmptyState>
  )
}
