import { z } from 'zod'
import type { Schemas } from '@/api/client'

export type Source = Schemas['Source']
export type WriteKey = Schemas['WriteKey']

export const SCHEMA_MODES: Record<Source['schema_mode'], string> = {
  learn: 'Learn: the type of a new field is kept; a value of another type is rejected',
  strict: 'Strict: a field that is not declared is rejected',
  keep: 'Keep: a value of another type is moved to _misfit, and the event accepted',
  off: 'Off: nothing is checked',
}

export const IP_POLICIES: Record<Source['ip_policy'], string> = {
  keep: 'Keep the whole address',
  truncate: 'Truncate it',
  drop: 'Drop it',
}

export const sourceSchema = z.object({
  name: z.string().trim().min(1, 'A name').max(200),
  schema_mode: z.enum(['learn', 'strict', 'keep', 'off']),
  ip_policy: z.enum(['keep', 'truncate', 'drop']),
}) satisfies z.ZodType<Schemas['NewSource']>

export type SourceValues = z.infer<typeof sourceSchema>
