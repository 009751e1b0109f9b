import { z } from 'zod'
import type { Schemas } from '@/api/client'
import type { Tone } from '@/components/ui/badge'

export type Job = Schemas['Job']
export type JobDetail = Schemas['JobDetail']

const TONES: Record<string, Tone> = {
  RUNNING: 'success',
  FINISHED: 'neutral',
  CANCELED: 'neutral',
  SUSPENDED: 'warning',
  FAILED: 'danger',
  FAILING: 'danger',
}

/** Flink's states; those in between are on their way. */
export function toneOf(state: string): Tone {
  return TONES[state] ?? 'warning'
}

export function hasEnded(state: string) {
  return ['FINISHED', 'CANCELED', 'FAILED'].includes(state)
}

export const newJobSchema = z.object({
  kind: z.enum(['archive', 'processing', 'delivery']),
  destination: z.string(),
  parallelism: z.number().int().min(1).max(720).nullable(),
  savepoint_path: z.string().trim(),
})

export type NewJobValues = z.infer<typeof newJobSchema>

/** What the service wants: what does not apply is null. */
export function toNewJob(values: NewJobValues): Schemas['NewJob'] {
  return {
    kind: values.kind,
    destination: values.kind === 'delivery' ? values.destination : null,
    parallelism: values.parallelism,
    savepoint_path: values.savepoint_path || null,
  }
}
