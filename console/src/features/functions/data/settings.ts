import { z } from 'zod'
import type { Schemas } from '@/api/client'
import type { FunctionDetail } from './schema'

export const LONGEST_TIMEOUT_MS = 60_000

/** Props and time-out as they are typed. */
export interface SettingsText {
  props: string
  timeout: string
}

type Settings = Required<Pick<Schemas['FunctionChange'], 'props' | 'timeout_ms'>>

const settingsSchema = z.object({
  props: z
    .string()
    .transform((text, context) => {
      try {
        return JSON.parse(text) as unknown
      } catch (error) {
        context.addIssue({ code: 'custom', message: `No JSON: ${(error as Error).message}` })
        return z.NEVER
      }
    })
    .pipe(z.record(z.string(), z.unknown(), 'A JSON object, such as {"shop": "main"}')),
  timeout: z
    .string()
    .trim()
    .regex(/^\d{1,5}$/, 'A whole number')
    .transform(Number)
    .refine((ms) => ms <= LONGEST_TIMEOUT_MS, `At most ${LONGEST_TIMEOUT_MS}`),
})

export function settingsText({ props, timeout_ms }: FunctionDetail): SettingsText {
  return { props: JSON.stringify(props, null, 2), timeout: String(timeout_ms) }
}

/** What the service wants, or what is wrong with which field. */
export function readSettings(text: SettingsText): {
  settings?: Settings
  problems: Partial<Record<keyof SettingsText, string>>
} {
  const read = settingsSchema.safeParse(text)
  if (read.success) return { settings: { props: read.data.props, timeout_ms: read.data.timeout }, problems: {} }
  const problems: Partial<Record<keyof SettingsText, string>> = {}
  for (const { path, message } of read.error.issues) problems[path[0] as keyof SettingsText] ??= message
  return { problems }
}
