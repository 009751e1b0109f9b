import { useState } from 'react'
import { ConfirmButton } from '@/components/confirm-button'
import { DiffView } from '@/components/editor/diff-view'
import { ErrorState } from '@/components/error-state'
import { TimeAgo } from '@/components/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import { cn } from '@/lib/utils'
import { useWorkspace } from '@/lib/workspace'
import type { FunctionDetail } from '../data/schema'
import { useRollBack, useVersions } from '../hooks/use-functions'

/** Earlier versions, what is different now, and the way back. */
export function Versions({ current }: { current: FunctionDetail }) {
  const { canEdit } = useWorkspace()
  const versions = useVersions(current.id)
  const rollBack = useRollBack(current)
  const [chosen, setChosen] = useState<number>()
  const shown = versions.rows.find(({ version }) => version === chosen)
  if (versions.error) return <ErrorState error={versions.error} retry={versions.refetch} />
  if (versions.isPending) return <Skeleton className="h-32" />
  return (
    <div className="grid gap-3">
      <ul className="divide-y overflow-hidden rounded-lg border bg-card">
        {versions.rows.map((each) => (
          <li
            key={each.version}
            className={cn('flex items-center gap-3 px-3 py-2', each.version === chosen && 'bg-accent')}
          >
            <span className="w-10 font-medium tabular-nums">v{each.version}</span>
            <span className="min-w-0 flex-1 truncate text-muted-foreground">
              {each.created_by}, <TimeAgo time={each.created_at} />
            </span>
            {each.version === current.version ? (
              <Badge tone="success">In use</Badge>
            ) : (
              <Button variant="ghost" size="sm" onClick={() => setChosen(each.version)}>
                Compare
              </Button>
            )}
          </li>
        ))}
      </ul>
      {versions.hasNextPage && (
        <Button variant="ghost" size="sm" onClick={() => void versions.fetchNextPage()}>
          Load more
        </Button>
      )}
      {shown && (
        <>
          <div className="flex items-center justify-between gap-2">
            <h3 className="font-medium">
              From v{shown.version} to v{current.version}
            </h3>
            {canEdit && (
              <ConfirmButton
                title={`Roll back to version ${shown.version}?`}
                description="Its code becomes the newest version; running jobs take it over without a restart."
                action="Roll back"
                destructive={false}
                onConfirm={() => rollBack.mutateAsync(shown.version)}
              >
                <Button variant="outline" size="sm">
                  Roll back to v{shown.version}
                </Button>
              </ConfirmButton>
            )}
          </div>
          <DiffView before={shown.code} after={current.code} label="What is different" />
        </>
      )}
    </div>
  )
}
