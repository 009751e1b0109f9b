import { z } from 'zod'
import type { Schemas } from '@/api/client'

export type Connection = Schemas['Connection']

export const connectionSchema = z.object({
  source_id: z.string().min(1, 'Choose a source'),
  destination_id: z.string().min(1, 'Choose a destination'),
  function_ids: z.array(z.string()),
  /** One a line, as are those below. */
  events: z.string(),
  except: z.string(),
  consent: z.string(),
  /** In percent. */
  sampling: z.number({ error: 'A number' }).min(0, 'At least 0').max(100, 'At most 100'),
  sampling_by: z.enum(['anonymous_id', 'event_id']),
  paused: z.boolean(),
  enabled: z.boolean(),
})

export type ConnectionValues = z.infer<typeof connectionSchema>

export const EMPTY: ConnectionValues = {
  source_id: '',
  destination_id: '',
  function_ids: [],
  events: '',
  except: '',
  consent: '',
  sampling: 100,
  sampling_by: 'anonymous_id',
  paused: false,
  enabled: true,
}

const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** What of a connection can be changed, as the service wants it. */
export function toChange(values: ConnectionValues): Omit<Schemas['NewConnection'], 'source_id' | 'destination_id'> {
  return {
    function_ids: values.function_ids,
    events: lines(values.events),
    except: lines(values.except),
    consent: lines(values.consent),
    sampling: values.sampling / 100,
    sampling_by: values.sampling_by,
    paused: values.paused,
    enabled: values.enabled,
  }
}

export function fromConnection(connection: Connection): ConnectionValues {
  return {
    ...connection,
    events: connection.events.join('\n'),
    except: connection.except.join('\n'),
    consent: connection.consent.join('\n'),
    sampling: Math.round(connection.sampling * 10_000) / 100,
  }
}

/** What a connection lets pass, in a few words; empty: everything. */
export function filterText({ events, except, sampling, consent }: Connection) {
  return [
    events.length > 0 ? events.join(', ') : '',
    except.length > 0 ? `not ${except.join(', ')}` : '',
    sampling < 1 ? `${Math.round(sampling * 10_000) / 100} %` : '',
    consent.length > 0 ? `with consent to ${consent.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join('; ')
}
