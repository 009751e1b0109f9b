import { z } from 'zod'
import type { Schemas } from '@/api/client'

const email = z.email('An email address').max(254)
const name = z.string().trim().min(1, 'Your name').max(200)
const password = z.string().min(12, 'At least 12 characters').max(200)

export const loginSchema = z.object({
  email: z.string().min(1, 'Your email address').max(254),
  password: z.string().min(1, 'Your password').max(200),
}) satisfies z.ZodType<Schemas['LoginRequest']>

export const setupSchema = z.object({
  email,
  name,
  password,
  token: z.string().max(200).nullish(),
}) satisfies z.ZodType<Schemas['SetupRequest']>

export const acceptSchema = z.object({ name, password }) satisfies z.ZodType<Omit<Schemas['AcceptInvitation'], 'token'>>
