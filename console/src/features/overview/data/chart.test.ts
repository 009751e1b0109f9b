import { describe, expect, it } from 'vitest'
import { areaOf, lineOf, topOf } from './chart'

describe('topOf', () => {
  it.each([
    [0, 4],
    [3, 4],
    [4, 4],
    [5, 8],
    [17, 20],
    [90, 100],
    [1_234, 2_000],
  ])('puts %i under %i', (highest, top) => {
    expect(topOf(highest, 4)).toBe(top)
  })
})

describe('paths', () => {
  it('go from the left to the right, upwards with the share', () => {
    expect(lineOf([0, 1])).toBe('M0.00 100.00L100.00 0.00')
    expect(areaOf([0, 1])).toBe('M0 100L0.00 100.00L100.00 0.00L100 100Z')
  })

  it('are empty without points', () => {
    expect(lineOf([])).toBe('')
    expect(areaOf([])).toBe('')
  })
})
