import { z } from 'zod'

const number = z.number().int('A whole number').min(1, 'At least 1').nullable()

/** Numbers count for tier enterprise only; null is unlimited. */
export const limitsSchema = z.object({
  tier: z.enum(['default', 'pro', 'enterprise']),
  events_per_second: number,
  events_per_day: number,
  burst: number,
})

export type LimitsValues = z.infer<typeof limitsSchema>

/** A number field's text; empty is null. */
export const numberOrNull = (text: unknown) => (text === '' || text === null ? null : Number(text))

/** 0 to 1; an unlimited limit is never filled. */
export function share(used: number, limit: number | null) {
  return limit ? Math.min(1, used / limit) : 0
}
