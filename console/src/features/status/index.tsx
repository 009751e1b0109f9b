import { CircleCheckIcon, CircleMinusIcon, CircleXIcon, SendIcon, TriangleAlertIcon } from 'lucide-react'
import { ErrorState } from '@/components/error-state'
import { PageHeader } from '@/components/page-header'
import { TimeAgo } from '@/components/time-ago'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { duration, words } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import { useCanary, useStatus } from './hooks/use-status'

export default function StatusPage() {
  const { isOperator } = useWorkspace()
  const { data, error, refetch } = useStatus()
  const canary = useCanary()
  return (
    <>
      <PageHeader
        title="Status"
        description="How each part of the installation is, as make doctor sees it."
        actions={
          isOperator && (
            <Button disabled={canary.isPending} onClick={() => canary.mutate(undefined)}>
              <SendIcon /> {canary.isPending ? 'On its way…' : 'Send a canary'}
            </Button>
          )
        }
      />
      <div className="grid gap-4">
        {canary.data && (
          <Checks
            title={canary.data.ok ? 'The canary went all the way' : 'The canary did not come through'}
            description={`Message id ${canary.data.message_id}`}
            checks={canary.data.stages}
          />
        )}
        {error && !data && (
          <Card>
            <ErrorState error={error} retry={refetch} />
          </Card>
        )}
        {!data && !error && <Skeleton className="h-64" />}
        {data && (
          <Checks
            title={data.ok ? 'Everything is up' : 'Something needs you'}
            description={
              <>
                Looked at <TimeAgo time={data.checked_at} />
              </>
            }
            checks={data.components}
          />
        )}
      </div>
    </>
  )
}

interface Check {
  name: string
  state: 'up' | 'degraded' | 'down' | 'passed' | 'failed' | 'skipped'
  message: string
  advice: string
  duration_ms: number
}

interface ChecksProps {
  title: string
  description: React.ReactNode
  checks: Check[]
}

/** What was seen, and what to do where it is not well. */
function Checks({ title, description, checks }: ChecksProps) {
  return (
    <Card aria-live="polite">
      <CardHeader>
        <div>
          <CardTitle>{title}</CardTitle>
          <CardDescription>{description}</CardDescription>
        </div>
      </CardHeader>
      <CardContent>
        <ul className="divide-y">
          {checks.map((check) => (
            <li key={check.name} className="flex gap-3 py-3">
              <StateIcon state={check.state} />
              <div className="min-w-0 flex-1">
                <p>
                  <span className="font-medium">{check.name}</span>{' '}
                  <span className="text-muted-foreground">{words(check.state).toLowerCase()}</span>
                </p>
                <p className="break-words text-muted-foreground">{check.message}</p>
                {check.advice && <p className="mt-1 break-words">{check.advice}</p>}
              </div>
              <span className="text-xs whitespace-nowrap text-muted-foreground">{duration(check.duration_ms)}</span>
            </li>
          ))}
        </ul>
      </CardContent>
    </Card>
  )
}

function StateIcon({ state }: { state: Check['state'] }) {
  const shape = 'mt-0.5 size-4 shrink-0'
  if (state === 'up' || state === 'passed') return <CircleCheckIcon className={`${shape} text-success`} aria-hidden />
  if (state === 'degraded') return <TriangleAlertIcon className={`${shape} text-warning`} aria-hidden />
  if (state === 'skipped') return <CircleMinusIcon className={`${shape} text-muted-foreground`} aria-hidden />
  return <CircleXIcon className={`${shape} text-destructive`} aria-hidden />
}
