import { expect, test } from 'vitest'
import { membersAt } from './completion'

const names = (...path: string[]) => membersAt(path).map(({ name }) => name)

test('ctx has what the runtime gives', () => {
  expect(names('ctx')).toEqual(
    expect.arrayContaining(['log', 'fetch', 'store', 'metrics', 'secrets', 'geo', 'retries']),
  )
})

test('members of members are found', () => {
  expect(names('ctx', 'store')).toEqual(['get', 'set', 'del', 'ttl'])
  expect(names('ctx', 'log')).toContain('warn')
})

test('an event has the fields of its type, with their comments', () => {
  expect(names('event')).toEqual(expect.arrayContaining(['messageId', 'properties']))
  expect(membersAt(['ctx', 'store']).find(({ name }) => name === 'ttl')?.doc).toContain('no such key')
})

test('what is unknown has no members', () => {
  expect(names('window')).toEqual([])
  expect(names('ctx', 'nothing')).toEqual([])
})
