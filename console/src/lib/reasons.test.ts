import { describe, expect, it } from 'vitest'
import { reasonText } from './reasons'

describe('reasonText', () => {
  it('says what a code means', () => {
    expect(reasonText('not_connected')).toBe('no connection goes from its source to this destination')
  })

  it('makes words of a code that it does not know', () => {
    expect(reasonText('type_conflict')).toBe('type conflict')
  })
})
