import { PlayIcon } from 'lucide-react'
import { useState } from 'react'
import { useSearchParams } from 'react-router-dom'
import { CodeEditor } from '@/components/editor/code-editor'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { PageSkeleton } from '@/components/layout/page-skeleton'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/input'
import { useDeadLetter } from '@/features/dead-letters/hooks/use-dead-letters'
import { useEvents } from '@/features/events/hooks/use-events'
import { clock } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import { SAMPLE_EVENT } from '../data/schema'
import { useTestRun } from '../hooks/use-functions'
import { TestOutcome } from './test-outcome'

/** A function sees the type, which many clients leave to the path that they send to. */
const typed = (type: string, payload: unknown) => (typeof payload === 'object' ? { type, ...payload } : payload)

const text = (event: unknown) => JSON.stringify(event, null, 2)

/** Runs the code as it stands in the editor; begins with the dead letter that one came from, else a recent event. */
export function TestRun({ code }: { code: string }) {
  const [params] = useSearchParams()
  const id = params.get('dead_letter') ?? ''
  const deadLetter = useDeadLetter(id)
  const recent = useEvents({}, false)
  if (recent.isPending || (id && deadLetter.isPending)) return <PageSkeleton />
  const choices = recent.rows.slice(0, 25).map((event) => ({
    id: event.event_id,
    label: `${clock(event.received_at, true)} ${event.type} ${event.event}`,
    payload: typed(event.type, event.payload),
  }))
  if (deadLetter.data)
    choices.unshift({
      id,
      label: 'The dead letter',
      payload: typed(deadLetter.data.dead_letter.type, deadLetter.data.payload),
    })
  choices.push({ id: 'sample', label: 'A made-up event', payload: SAMPLE_EVENT })
  return <Runner code={code} choices={choices} />
}

interface Choice {
  id: string
  label: string
  payload: unknown
}

function Runner({ code, choices }: { code: string; choices: Choice[] }) {
  const { canEdit } = useWorkspace()
  const [event, setEvent] = useState(() => text(choices[0].payload))
  const [broken, setBroken] = useState('')
  const run = useTestRun()
  function start() {
    setBroken('')
    try {
      run.mutate({ code, event: JSON.parse(event) as Record<string, unknown> })
    } catch (error) {
      setBroken(`The event is no JSON: ${(error as Error).message}`)
    }
  }
  return (
    <div className="grid gap-3">
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <FormField label="Event" error={broken}>
            <NativeSelect
              onChange={(change) => setEvent(text(choices.find(({ id }) => id === change.target.value)?.payload))}
            >
              {choices.map(({ id, label }) => (
                <option key={id} value={id}>
                  {label}
                </option>
              ))}
            </NativeSelect>
          </FormField>
        </div>
        <Button disabled={run.isPending || !canEdit} onClick={start}>
          <PlayIcon /> Run
        </Button>
      </div>
      <CodeEditor label="Event to run it with" language="json" value={event} onChange={setEvent} height="240px" />
      <FormError error={run.error} />
      {run.data && <TestOutcome result={run.data} />}
    </div>
  )
}
