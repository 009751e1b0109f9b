import { JsonBlock } from '@/components/code-block'
import { Badge, type Tone } from '@/components/ui/badge'
import { duration, words } from '@/lib/format'
import type { TestResult } from '../data/schema'

const OUTCOMES: Record<TestResult['outcome'], { tone: Tone; label: string }> = {
  returned: { tone: 'success', label: 'Returned' },
  dropped: { tone: 'warning', label: 'Dropped the event' },
  failed: { tone: 'danger', label: 'Failed: such an event becomes a dead letter' },
  retry: { tone: 'warning', label: 'Asked to be tried again' },
}

export function TestOutcome({ result }: { result: TestResult }) {
  const { tone, label } = OUTCOMES[result.outcome]
  const { error } = result
  return (
    <section aria-label="Outcome" aria-live="polite" className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <Badge tone={tone}>{label}</Badge>
        {result.outcome === 'returned' && result.events.length !== 1 && `${result.events.length} events`}
        <span className="text-muted-foreground">{duration(result.duration_ms)}</span>
      </div>
      {error && (
        <div className="rounded-lg border border-destructive/30 bg-destructive/5 p-3">
          <p className="font-medium text-destructive">
            {words(error.kind)}
            {error.line > 0 && ` in line ${error.line}`}
          </p>
          <p className="mt-1 break-words">{error.message}</p>
          {error.stack && <pre className="mt-2 overflow-x-auto text-xs text-muted-foreground">{error.stack}</pre>}
        </div>
      )}
      {result.events.map((event, index) => (
        <JsonBlock key={index} value={event} label={`returned event ${index + 1}`} />
      ))}
      {result.logs.length > 0 && (
        <div>
          <h3 className="mb-1 text-xs font-medium text-muted-foreground">Log</h3>
          <ul className="grid gap-1 rounded-lg border bg-muted/50 p-3 font-mono text-xs">
            {result.logs.map(({ level, message }, index) => (
              <li key={index} className="break-words">
                <span className="text-muted-foreground">{level}</span> {message}
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  )
}
