import { describe, expect, it } from 'vitest'
import { readSettings } from './settings'

describe('readSettings', () => {
  it('reads a JSON object and a number', () => {
    expect(readSettings({ props: '{"shop": "main"}', timeout: ' 250 ' })).toEqual({
      settings: { props: { shop: 'main' }, timeout_ms: 250 },
      problems: {},
    })
  })

  it.each(['', '{', '[1]', '"text"', 'null'])('says that %j is no JSON object', (props) => {
    const { settings, problems } = readSettings({ props, timeout: '0' })
    expect(settings).toBeUndefined()
    expect(problems.props).toMatch(/JSON/)
  })

  it.each(['', 'soon', '-1', '1.5', '60001'])('refuses a time-out of %j', (timeout) => {
    const { settings, problems } = readSettings({ props: '{}', timeout })
    expect(settings).toBeUndefined()
    expect(problems.timeout).toBeTruthy()
  })
})
