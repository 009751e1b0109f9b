import { useEffect, useState } from 'react'
import { ago, dateTime } from '@/lib/format'

const TICK_MS = 15_000
/** A time that is ahead by less is now: the clocks differ, or it is younger than the last tick. */
const SKEW_MS = 60_000

/** How long ago, or how far ahead; the exact time on hovering. */
export function TimeAgo({ time }: { time: string | null | undefined }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  if (!time) return <span className="text-muted-foreground">never</span>
  const at = Date.parse(time)
  return (
    <time dateTime={time} title={dateTime(time)} className="whitespace-nowrap">
      {ago(time, at > now && at < now + SKEW_MS ? at : now)}
    </time>
  )
}
