import { useEffect, useState } from 'react'
import { ago, dateTime } from '@/lib/format'

const TICK_MS = 15_000

/** How long ago; the exact time on hovering. */
export function TimeAgo({ time }: { time: string | null | undefined }) {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  if (!time) return <span className="text-muted-foreground">never</span>
  return (
    <time dateTime={time} title={dateTime(time)} className="whitespace-nowrap">
      {ago(time, Math.max(now, Date.parse(time)))}
    </time>
  )
}
