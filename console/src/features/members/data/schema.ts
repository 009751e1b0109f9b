import { z } from 'zod'
import type { Schemas } from '@/api/client'

export const ROLES: Record<Schemas['Member']['role'], string> = {
  owner: 'Owner: everything, members and tokens too',
  editor: 'Editor: sources, functions, destinations, connections',
  viewer: 'Viewer: looks only',
}

export const inviteSchema = z.object({
  email: z.email('An email address').max(254),
  role: z.enum(['owner', 'editor', 'viewer']),
}) satisfies z.ZodType<Schemas['NewInvitation']>

export const tokenSchema = z.object({
  name: z.string().trim().min(1, 'What it is for').max(200),
  role: z.enum(['owner', 'editor', 'viewer']),
  days: z.number({ error: 'A number of days' }).int().min(1, 'At least 1').max(365, 'At most 365'),
}) satisfies z.ZodType<Schemas['NewToken']>
