import type { Schemas } from '@/api/client'

export type Overview = Schemas['Overview']

export const RANGES: { minutes: number; label: string }[] = [
  { minutes: 60, label: 'Last hour' },
  { minutes: 360, label: 'Last 6 hours' },
  { minutes: 1_440, label: 'Last day' },
]

/** Events a second over the last whole minute, as the running one is not over yet. */
export function rate({ points }: Overview, now = Date.now()) {
  const whole = points.filter(({ at }) => Date.parse(at) + 60_000 <= now).at(-1)
  return whole && now - Date.parse(whole.at) < 180_000 ? whole.accepted / 60 : 0
}

/** Of all that came, rejected ones included. */
export function rejectedShare({ accepted, rejected }: Overview) {
  const all = accepted + rejected
  return all === 0 ? 0 : rejected / all
}
