import { expect, test } from 'vitest'
import { pipeline, type Parts } from './graph'
import { EMPTY, filterText, fromConnection, toChange, type Connection } from './schema'

const AT = '2026-05-01T12:00:00Z'
const CONNECTION: Connection = {
  id: 'c1',
  source_id: 's1',
  destination_id: 'd1',
  function_ids: ['f1', 'f2'],
  events: ['Order*'],
  except: [],
  sampling: 0.25,
  sampling_by: 'anonymous_id',
  consent: [],
  enabled: true,
  paused: false,
  created_at: AT,
  updated_at: AT,
  version: 1,
}
const PARTS: Parts = {
  sources: [
    { id: 's1', name: 'Website', schema_mode: 'learn', ip_policy: 'keep', enabled: true, created_at: AT, version: 1 },
  ],
  functions: [{ id: 'f1', name: 'Add country', version: 1, created_at: AT, updated_at: AT, updated_by: 'Ada' }],
  destinations: [{ id: 'd1', name: 'Warehouse', type: 'postgresql' }],
  connections: [CONNECTION],
}

test('a connection goes from its source through its functions, in order, to its destination', () => {
  const { edges } = pipeline(PARTS)
  expect(edges.map(({ source, target }) => [source, target])).toEqual([
    ['source/s1', 'function/c1/f1'],
    ['function/c1/f1', 'function/c1/f2'],
    ['function/c1/f2', 'destination/d1'],
  ])
})

test('nodes stand from left to right, and say what they are', () => {
  const { nodes } = pipeline(PARTS)
  const x = (id: string) => nodes.find((node) => node.id === id)!.position.x
  expect(x('source/s1')).toBeLessThan(x('function/c1/f1'))
  expect(x('function/c1/f1')).toBeLessThan(x('destination/d1'))
  expect(nodes.map(({ data }) => data.label)).toEqual(expect.arrayContaining(['Website', 'Add country', 'Warehouse']))
})

test('what is filtered is said', () => {
  expect(filterText(CONNECTION)).toBe('Order*; 25 %')
})

test('a form gives back the connection that it was made from', () => {
  const change = toChange(fromConnection(CONNECTION))
  expect(change).toMatchObject({ events: ['Order*'], except: [], sampling: 0.25, function_ids: ['f1', 'f2'] })
  expect(toChange(EMPTY)).toMatchObject({ events: [], sampling: 1 })
})
