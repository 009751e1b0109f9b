import { RotateCwIcon, TriangleAlertIcon } from 'lucide-react'
import { ApiError, messageOf } from '@/api/client'
import { Button } from './ui/button'

const TITLES: Record<number, string> = {
  0: 'No connection',
  401: 'You are not logged in',
  403: 'You may not do this',
  404: 'It is not there',
  503: 'A service behind this page is away',
}

/** What happened, and a way to try again. */
export function ErrorState({ error, retry }: { error: unknown; retry?: () => unknown }) {
  const status = error instanceof ApiError ? error.status : -1
  return (
    <div role="alert" className="flex flex-col items-center gap-3 px-6 py-12 text-center">
      <div className="rounded-full bg-destructive/10 p-3 text-destructive">
        <TriangleAlertIcon className="size-5" aria-hidden />
      </div>
      <p className="font-medium">{TITLES[status] ?? 'Something went wrong'}</p>
      <p className="max-w-md break-words text-muted-foreground">{messageOf(error)}</p>
      {retry && (
        <Button variant="outline" size="sm" onClick={() => void retry()}>
          <RotateCwIcon /> Try again
        </Button>
      )}
    </div>
  )
}
