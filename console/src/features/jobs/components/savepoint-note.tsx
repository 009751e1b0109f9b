import { CopyButton } from '@/components/copy-button'
import { useSavepoint } from '../hooks/use-jobs'

/** How the savepoint is that was asked for last. */
export function SavepointNote({ job, trigger }: { job: string; trigger: string | undefined }) {
  const { data } = useSavepoint(job, trigger)
  if (!trigger) return null
  if (data?.state === 'failed') {
    return (
      <p
        role="alert"
        className="rounded-md border border-destructive/30 bg-destructive/10 px-3 py-2 break-words text-destructive"
      >
        The savepoint failed: {data.error}
      </p>
    )
  }
  return (
    <div role="status" className="flex items-center gap-2 rounded-md border bg-muted/50 px-3 py-2">
      {data?.path ? (
        <>
          <span className="min-w-0 flex-1 break-all">
            Savepoint: <code className="text-xs">{data.path}</code>
          </span>
          <CopyButton text={data.path} label="Copy the savepoint's path" />
        </>
      ) : (
        'The savepoint is being made…'
      )}
    </div>
  )
}
