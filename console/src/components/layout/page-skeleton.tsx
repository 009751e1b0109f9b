import { Skeleton } from '../ui/skeleton'

export function PageSkeleton() {
  return (
    <div role="status" aria-label="Loading the page" className="grid gap-4">
      <Skeleton className="h-7 w-48" />
      <Skeleton className="h-4 w-80 max-w-full" />
      <Skeleton className="mt-2 h-64 w-full" />
    </div>
  )
}
