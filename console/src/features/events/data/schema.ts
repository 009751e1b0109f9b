import type { Schemas } from '@/api/client'

export type Event = Schemas['Event']

export const TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias']

/** What events can be looked for by; each is a parameter of the page's address. */
export const FILTERS = ['source_id', 'type', 'event', 'message_id', 'anonymous_id', 'user_id'] as const
export type Filter = (typeof FILTERS)[number]
