import { PauseIcon, PlayIcon, ScrollTextIcon } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-router-dom'
import { EmptyState } from '@/components/empty-state'
import { Badge, type Tone } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { clock, count } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import { type ShownLine, useFunctionLog } from '../hooks/use-function-log'

const STATES: Record<ReturnType<typeof useFunctionLog>['state'], { tone: Tone; label: string }> = {
  connecting: { tone: 'warning', label: 'Connecting…' },
  open: { tone: 'success', label: 'Live' },
  refused: { tone: 'danger', label: 'Not connected' },
}

const COLORS: Record<ShownLine['level'], string> = {
  debug: 'text-muted-foreground',
  info: '',
  warn: 'text-warning',
  error: 'text-destructive',
}

/** What the function logs in the running jobs, as it comes. */
export function LiveLog({ id }: { id: string }) {
  const { lines, skipped, state, retry } = useFunctionLog(id)
  const [held, setHeld] = useState<ShownLine[]>()
  const shown = held ?? lines
  const { tone, label } = STATES[state]
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={tone}>{label}</Badge>
        {skipped > 0 && (
          <span className="text-muted-foreground">{count(skipped)} lines of all functions were too fast to show</span>
        )}
        <span className="flex-1" />
        {state === 'refused' && (
          <Button variant="outline" onClick={retry}>
            Try again
          </Button>
        )}
        {lines.length > 0 && (
          <Button variant="outline" aria-pressed={Boolean(held)} onClick={() => setHeld(held ? undefined : lines)}>
            {held ? <PlayIcon aria-hidden /> : <PauseIcon aria-hidden />}
            {held ? `Go on (${count((lines.at(-1)?.no ?? 0) - (held.at(-1)?.no ?? 0))} new)` : 'Pause'}
          </Button>
        )}
      </div>
      {shown.length > 0 ? (
        <Lines lines={shown} />
      ) : (
        <div className="rounded-lg border">
          <EmptyState icon={ScrollTextIcon} title="No line yet">
            What the function writes by <code>console.log</code> or <code>ctx.log</code> stands here when an event comes
            through a connection that uses it.
          </EmptyState>
        </div>
      )}
    </div>
  )
}

/** Stays at the newest line, unless the reader has scrolled away from it. */
function Lines({ lines }: { lines: ShownLine[] }) {
  const workspace = useWorkspace()
  const list = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  useEffect(() => {
    if (atEnd.current && list.current) list.current.scrollTop = list.current.scrollHeight
  }, [lines])
  return (
    <div
      ref={list}
      role="log"
      aria-label="Log"
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        atEnd.current = scrollHeight - scrollTop - clientHeight < 24
      }}
      className="max-h-[32rem] overflow-y-auto rounded-lg border bg-muted/50 p-3 font-mono text-xs"
    >
      <ol className="grid gap-1">
        {lines.map(({ no, at, level, text, version, message_id }) => (
          <li key={no} className="grid grid-cols-[auto_1fr] gap-x-2">
            <time dateTime={at} className="text-muted-foreground">
              {clock(at, true)}
            </time>
            <div className="min-w-0">
              <span className="text-muted-foreground">
                v{version}{' '}
                {message_id && (
                  <Link className="underline" to={workspace.to(`events/${encodeURIComponent(message_id)}`)}>
                    {message_id}
                  </Link>
                )}
              </span>
              <p className={`break-words whitespace-pre-wrap ${COLORS[level]}`}>
                {level !== 'info' && <span className="font-semibold">{level} </span>}
                {text}
              </p>
            </div>
          </li>
        ))}
      </ol>
    </div>
  )
}
