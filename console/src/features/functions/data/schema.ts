import { z } from 'zod'
import type { Schemas } from '@/api/client'

export type FunctionDetail = Schemas['Function']
export type FunctionVersion = Schemas['FunctionVersion']
export type TestResult = Schemas['FunctionTestResult']
export type LogLine = Schemas['FunctionLogLine']

export const TEMPLATE = `export default async function (event, ctx) {
  if (event.type !== 'track') return event // goes on as it is
  event.properties = { ...event.properties, shop: 'main' }
  return event // an array fans out; null drops the event
}
`

export const SAMPLE_EVENT = {
  type: 'track',
  event: 'Order Completed',
  messageId: 'sample-1',
  anonymousId: 'visitor-1',
  properties: { total: 42.5, currency: 'EUR' },
}

export const functionSchema = z.object({
  name: z.string().trim().min(1, 'A name').max(200),
  code: z.string().max(200_000),
}) satisfies z.ZodType<Schemas['NewFunction']>
