const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const WHOLE = new Intl.NumberFormat('en')
const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/** How long ago, in words. */
export function ago(time: string, now = Date.now()) {
  const seconds = (Date.parse(time) - now) / 1_000
  const unit = UNITS.find(([, length]) => Math.abs(seconds) >= length)
  if (!unit) return Math.abs(seconds) < 10 ? 'just now' : RELATIVE.format(Math.round(seconds), 'second')
  return RELATIVE.format(Math.round(seconds / unit[1]), unit[0])
}

/** Date and time to the second, in the reader's zone. */
export function dateTime(time: string) {
  return new Date(time).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
}

/** Hours and minutes, in the reader's zone. */
export function clock(time: string, seconds = false) {
  return new Date(time).toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  })
}

/** 1,234 or 12.3K. */
export function count(value: number) {
  return Math.abs(value) < 100_000 ? WHOLE.format(value) : COMPACT.format(value)
}

/** A length of time in its largest two units. */
export function duration(ms: number) {
  if (ms < 1_000) return `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`
  const seconds = Math.floor(ms / 1_000)
  if (seconds < 60) return `${(ms / 1_000).toFixed(1)} s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3_600)} h`
}

export function bytes(value: number) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  const power = value < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log(value) / Math.log(1_024)))
  return `${(value / 1_024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power]}`
}

/** snake_case as words. */
export function words(name: string) {
  const text = name.replaceAll('_', ' ').toLowerCase()
  return text.charAt(0).toUpperCase() + text.slice(1)
}
