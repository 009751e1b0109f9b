import type { Schemas } from '@/api/client'

export type DeadLetter = Schemas['DeadLetter']

/** What can be searched for; each is a parameter of the page's address. */
export const FILTERS = [
  'stage',
  'reason',
  'source_id',
  'event',
  'field',
  'function_id',
  'destination_id',
  'message_id',
] as const
export type Filter = (typeof FILTERS)[number]

export const SPANS: Record<string, { label: string; ms: number }> = {
  hour: { label: 'Last hour', ms: 3_600_000 },
  day: { label: 'Last day', ms: 86_400_000 },
  week: { label: 'Last 7 days', ms: 604_800_000 },
  month: { label: 'Last 30 days', ms: 2_592_000_000 },
}
export const DEFAULT_SPAN = 'week'
