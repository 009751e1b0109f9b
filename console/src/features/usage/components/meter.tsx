import { Card } from '@/components/ui/card'
import { count } from '@/lib/format'
import { cn } from '@/lib/utils'
import { share } from '../data/schema'

const NEAR = 0.8

interface Props {
  label: string
  used: number
  /** Null: unlimited. */
  limit: number | null
  note: string
}

export function Meter({ label, used, limit, note }: Props) {
  const filled = share(used, limit)
  return (
    <Card className="grid gap-2 p-4">
      <p className="text-muted-foreground">{label}</p>
      <p className="text-2xl font-semibold tabular-nums">
        {count(used)}
        {limit !== null && <span className="text-base font-normal text-muted-foreground"> of {count(limit)}</span>}
      </p>
      {limit !== null && (
        <div
          role="meter"
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={limit}
          aria-valuenow={Math.min(used, limit)}
          className="h-2 overflow-hidden rounded-full bg-muted"
        >
          <div
            className={cn('h-full rounded-full', filled < NEAR ? 'bg-primary' : 'bg-destructive')}
            style={{ width: `${filled * 100}%` }}
          />
        </div>
      )}
      <p className="text-xs text-muted-foreground">{note}</p>
    </Card>
  )
}
