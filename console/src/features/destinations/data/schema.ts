import { z } from 'zod'
import type { Schemas } from '@/api/client'

export type Destination = Schemas['Destination']
export type DestinationType = Destination['type']

interface TypeForm {
  label: string
  urlExample: string
  urlPattern: RegExp
  /** What the job needs there. */
  hint: string
  /** What says where the rows go in it. */
  place: 'database' | 'table'
}

/** The types of destinations, and how the form of each looks. */
export const TYPES: Record<DestinationType, TypeForm> = {
  clickhouse: {
    label: 'ClickHouse',
    urlExample: 'http://clickhouse:8123',
    urlPattern: /^https?:\/\/[^/?#@:\s]+:\d{1,5}\/?$/,
    hint: 'Rows go to table events, exactly once. Tables that are missing are made in the database, which must be there.',
    place: 'database',
  },
  postgresql: {
    label: 'PostgreSQL',
    urlExample: 'jdbc:postgresql://warehouse:5432/analytics',
    urlPattern: /^jdbc:postgresql:\/\/[^/?#@\s:]+(:\d{1,5})?\/[^?/#@\s]+$/,
    hint: 'Rows are upserted by event; columns are added as the schema learns them.',
    place: 'table',
  },
}

export const destinationSchema = z
  .object({
    name: z.string().trim().min(1, 'A name').max(200),
    type: z.enum(['clickhouse', 'postgresql']),
    url: z.string().trim(),
    user: z.string().trim().max(1_000),
    /** The name of a secret of the workspace, or empty. */
    secret: z.string(),
    database: z.string().trim().max(1_000),
    table: z.string().trim().max(1_000),
    /** What a PostgreSQL must offer; empty: nothing. */
    tls: z.enum(['', 'require', 'verify']),
  })
  .refine(({ type, url }) => TYPES[type].urlPattern.test(url), {
    path: ['url'],
    error: ({ input }) =>
      `It looks like ${TYPES[(input as { type: DestinationType } | undefined)?.type ?? 'clickhouse'].urlExample}`,
  })

export type DestinationValues = z.infer<typeof destinationSchema>

export const EMPTY: DestinationValues = {
  name: '',
  type: 'clickhouse',
  url: '',
  user: '',
  secret: '',
  database: '',
  table: '',
  tls: '',
}

const SECRET = 'secret:'

/** Settings as the service wants them; empty ones are left out, and those that the type has no use for. */
export function toSettings({ type, url, user, secret, tls, ...places }: DestinationValues): Record<string, string> {
  const { place } = TYPES[type]
  const all = {
    url,
    user,
    password: secret && SECRET + secret,
    [place]: places[place],
    tls: type === 'postgresql' ? tls : '',
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

export function fromDestination({ name, type, settings }: Destination): DestinationValues {
  const { url = '', user = '', password = '', database = '', table = '', tls = '' } = settings
  return {
    name,
    type,
    url,
    user,
    secret: password.replace(SECRET, ''),
    database,
    table,
    tls: tls === 'require' || tls === 'verify' ? tls : '',
  }
}
