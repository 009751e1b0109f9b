import { describe, expect, it } from 'vitest'
import { fieldSchema } from './schema'

const declared = (field: string) =>
  fieldSchema.safeParse({ event_type: 'track', event_name: 'Bought', field, type: 'number', locked: false }).success

describe('a declared field', () => {
  it.each(['properties.price', 'traits.plan_2', 'context.page_url', 'properties.größe'])('may be %s', (field) => {
    expect(declared(field)).toBe(true)
  })

  it.each(['properties_price', 'price', 'properties.', 'properties.cart.total', 'properties.Price', ''])(
    'is not %s, which no event has',
    (field) => {
      expect(declared(field)).toBe(false)
    },
  )
})
