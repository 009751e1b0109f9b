import { expect, test } from 'vitest'
import { destinationSchema, EMPTY, fromDestination, toSettings } from './schema'

const VALUES = { ...EMPTY, name: 'Warehouse', url: 'http://clickhouse:8123', user: 'cdp', secret: 'PASSWORD' }

test('a password is sent as a reference to a secret, and what is empty is left out', () => {
  expect(toSettings(VALUES)).toEqual({ url: 'http://clickhouse:8123', user: 'cdp', password: 'secret:PASSWORD' })
})

test('a destination is read back into the form that made it', () => {
  const destination = {
    id: 'd1',
    name: 'Warehouse',
    type: 'clickhouse' as const,
    settings: toSettings(VALUES),
    created_at: '2026-05-01T12:00:00Z',
    updated_at: '2026-05-01T12:00:00Z',
    version: 1,
  }
  expect(fromDestination(destination)).toEqual(VALUES)
})

test.each([
  ['clickhouse', 'jdbc:postgresql://host/db'],
  ['postgresql', 'http://clickhouse:8123'],
  ['clickhouse', 'http://user:password@host:8123'],
] as const)('%s does not take the address %s', (type, url) => {
  const result = destinationSchema.safeParse({ ...VALUES, type, url })
  expect(result.error?.issues[0]?.path).toEqual(['url'])
})
