import { z } from 'zod'
import type { Schemas } from '@/api/client'

export type SchemaEvent = Schemas['SchemaEvent']
export type SchemaField = Schemas['SchemaField']

export const FIELD_TYPES = ['string', 'number', 'boolean', 'array', 'timestamp'] as const
export const EVENT_TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const

export const fieldSchema = z.object({
  event_type: z.enum(EVENT_TYPES),
  event_name: z.string().trim().max(255),
  field: z
    .string()
    .trim()
    .max(255)
    .regex(
      /^(properties|traits|context)\.((?!\p{Lu})[\p{L}\p{Nd}_])+$/u,
      'Where it is, a dot, and its flat name in snake_case, as in properties.cart_total',
    ),
  type: z.enum(FIELD_TYPES),
  locked: z.boolean(),
}) satisfies z.ZodType<Schemas['NewSchemaField']>

export type FieldValues = z.infer<typeof fieldSchema>
