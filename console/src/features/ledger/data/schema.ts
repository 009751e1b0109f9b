import type { Schemas } from '@/api/client'

export type LedgerEntry = Schemas['LedgerEntry']

/** How an event can have ended; the state is that of the list behind the number. */
export const OUTCOMES = [
  { key: 'delivered', state: 'delivered', label: 'Delivered', color: 'var(--chart-2)' },
  { key: 'duplicates', state: 'duplicate', label: 'Duplicate', color: 'var(--chart-5)' },
  { key: 'dropped', state: 'dropped', label: 'Dropped', color: 'var(--chart-4)' },
  { key: 'dead_letters', state: 'dead_letter', label: 'Dead letter', color: 'var(--chart-3)' },
  { key: 'in_flight', state: 'in_flight', label: 'On its way', color: 'var(--chart-1)' },
] as const

export type State = 'accepted' | (typeof OUTCOMES)[number]['state']

export const SPANS: Record<string, { label: string; ms: number }> = {
  hour: { label: 'Last hour', ms: 3_600_000 },
  day: { label: 'Last day', ms: 86_400_000 },
  week: { label: 'Last 7 days', ms: 604_800_000 },
}

/** What an entry has too many or too few; 0: it balances. */
export function difference(entry: LedgerEntry) {
  return entry.accepted - OUTCOMES.reduce((sum, { key }) => sum + entry[key], 0)
}

/** Entries that share one name, summed. */
export function total(entries: LedgerEntry[], key: (typeof OUTCOMES)[number]['key'] | 'accepted' | 'rows') {
  return entries.reduce((sum, entry) => sum + entry[key], 0)
}
