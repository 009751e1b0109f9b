import { expect, test } from 'vitest'
import { ago, bytes, count, duration, words } from './format'

const NOW = Date.parse('2026-05-01T12:00:00Z')

test('what was a moment ago is just now', () => {
  expect(ago('2026-05-01T11:59:58Z', NOW)).toBe('just now')
})

test('what is ahead is said so', () => {
  expect(ago('2026-07-30T12:00:00Z', NOW)).toMatch(/^in /)
})

test.each([
  ['2026-05-01T11:58:00Z', '2 min. ago'],
  ['2026-05-01T09:00:00Z', '3 hr. ago'],
  ['2026-04-29T12:00:00Z', '2 days ago'],
])('%s is %s', (time, expected) => {
  expect(ago(time, NOW)).toBe(expected)
})

test('large counts are rounded, small ones are exact', () => {
  expect(count(99_999)).toBe('99,999')
  expect(count(1_250_000)).toBe('1.3M')
})

test('lengths of time have at most two units', () => {
  expect(duration(2.34)).toBe('2.3 ms')
  expect(duration(61_000)).toBe('1 min 1 s')
  expect(duration(90_000_000)).toBe('1 d 1 h')
})

test('sizes are in powers of 1,024', () => {
  expect(bytes(0)).toBe('0 B')
  expect(bytes(1_536)).toBe('1.5 KB')
})

test('snake case reads as words', () => {
  expect(words('schema_conflict')).toBe('Schema conflict')
})
