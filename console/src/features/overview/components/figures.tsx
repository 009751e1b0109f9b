import type { ReactNode } from 'react'
import { Link } from 'react-router-dom'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { count } from '@/lib/format'
import { cn } from '@/lib/utils'
import { useWorkspace } from '@/lib/workspace'
import { rate, rejectedShare, type Overview } from '../data/schema'

export function Figures({ overview }: { overview: Overview | undefined }) {
  const { to } = useWorkspace()
  const share = overview ? rejectedShare(overview) : 0
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Figure label="Events a second" hint="over the last whole minute" ready={overview}>
        {overview && rate(overview).toFixed(1)}
      </Figure>
      <Figure label="Accepted" to={to('events')} hint="see them live" ready={overview}>
        {overview && count(overview.accepted)}
      </Figure>
      <Figure label="Delivered" to={to('ledger')} hint="events with a row in ClickHouse" ready={overview}>
        {overview && count(overview.delivered)}
      </Figure>
      <Figure
        label="Rejected"
        to={to('dead-letters')}
        hint={`${(share * 100).toFixed(share > 0 && share < 0.01 ? 2 : 1)} % of what came`}
        ready={overview}
        bad={share > 0}
      >
        {overview && count(overview.rejected)}
      </Figure>
    </div>
  )
}

interface FigureProps {
  label: string
  hint: string
  to?: string
  ready: unknown
  bad?: boolean
  children: ReactNode
}

function Figure({ label, hint, to, ready, bad, children }: FigureProps) {
  return (
    <Card className="relative grid gap-1 p-4">
      <p className="text-muted-foreground">{label}</p>
      {ready ? (
        <p className={cn('text-2xl font-semibold tabular-nums', bad && 'text-destructive')}>{children}</p>
      ) : (
        <Skeleton className="h-8 w-20" />
      )}
      <p className="text-xs text-muted-foreground">
        {to ? (
          <Link to={to} className="hover:underline after:absolute after:inset-0">
            {hint}
          </Link>
        ) : (
          hint
        )}
      </p>
    </Card>
  )
}
