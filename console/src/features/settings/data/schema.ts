import { z } from 'zod'
import type { Schemas } from '@/api/client'

export const workspaceSchema = z.object({
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,62}$/, 'Small letters, digits, - and _; it begins with a letter or a digit'),
  name: z.string().trim().min(1, 'A name').max(200),
}) satisfies z.ZodType<Schemas['NewWorkspace']>

export const renameSchema = workspaceSchema.pick({ name: true }) satisfies z.ZodType<Schemas['WorkspaceChange']>

export const passwordSchema = z.object({
  current: z.string().min(1, 'Your present password').max(200),
  password: z.string().min(12, 'At least 12 characters').max(200),
}) satisfies z.ZodType<Schemas['PasswordRequest']>

export const secretSchema = z.object({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,99}$/, 'Letters, digits and _; it begins with a letter'),
  value: z.string().min(1, 'A value').max(10_000),
}) satisfies z.ZodType<Schemas['SecretValue'] & { name: string }>

/** One id a line. */
export const identitySchema = z.object({ nobody_ids: z.string() })
