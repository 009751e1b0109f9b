import { expect, test } from 'vitest'
import { flow } from './flow'
import { difference, type LedgerEntry } from './schema'

const ENTRY: LedgerEntry = {
  minute: null,
  source_id: 's1',
  destination_id: 'clickhouse',
  accepted: 10,
  duplicates: 1,
  dropped: 2,
  dead_letters: 1,
  delivered: 6,
  in_flight: 0,
  rows: 8,
}
const same = (id: string) => id
const values = (entries: LedgerEntry[]) => {
  const { nodes, links } = flow(entries, same, same)
  return Object.fromEntries(links.map(({ target, value }) => [nodes[target].name, value]))
}

test('what was accepted goes on as what it became', () => {
  expect(difference(ENTRY)).toBe(0)
  expect(values([ENTRY])).toEqual({ clickhouse: 10, Delivered: 6, Duplicate: 1, Dropped: 2, 'Dead letter': 1 })
})

test('what does not balance is a band of its own', () => {
  expect(values([{ ...ENTRY, delivered: 4 }])['Does not balance']).toBe(2)
})

test('a surplus of one source does not hide the loss of another', () => {
  const surplus = { ...ENTRY, source_id: 's2', delivered: 7 }
  expect(values([{ ...ENTRY, delivered: 5 }, surplus])['Does not balance']).toBe(2)
})

test('an event that goes to two destinations is one event of its source', () => {
  const { nodes } = flow([ENTRY, { ...ENTRY, destination_id: 'd2' }], same, same)
  expect(nodes.find(({ name }) => name === 's1')?.events).toBe(10)
})

test('each outcome leads to the events behind it', () => {
  const { nodes } = flow([ENTRY], same, same)
  const node = nodes.find(({ name }) => name === 'Dropped')
  expect(node?.list).toEqual({ state: 'dropped', destination_id: 'clickhouse' })
})
