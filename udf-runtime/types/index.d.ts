// What a function gets and gives. `export default` is checked against CdpFunction by the console's editor.

export type EventType = 'track' | 'identify' | 'page' | 'screen' | 'group' | 'alias'
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** One event in Segment's nested shape, as the SDK sent it. */
export interface Event {
  type: EventType
  messageId: string
  userId?: string | null
  anonymousId?: string | null
  event?: string
  name?: string
  groupId?: string
  previousId?: string
  timestamp?: string
  originalTimestamp?: string
  sentAt?: string
  receivedAt?: string
  properties?: Record<string, any>
  traits?: Record<string, any>
  context?: Record<string, any>
  integrations?: Record<string, any>
  [member: string]: any
}

/** An event, several, or nothing, which drops the event. */
export type Result = Returned | Array<Returned | Nothing> | Nothing
/** Any object that is no list. */
export type Returned = { [member: string]: any; [Symbol.iterator]?: never }
export type Nothing = null | undefined | void | false | 'drop'

export interface Log {
  debug(...values: unknown[]): void
  info(...values: unknown[]): void
  warn(...values: unknown[]): void
  error(...values: unknown[]): void
}

/** Seconds, or a text such as '10m', '24h', '7d'. */
export type Ttl = number | string

export interface Store {
  get<T = any>(key: string): Promise<T | undefined>
  set(key: string, value: unknown, ttl?: Ttl | { ttl: Ttl }): Promise<void>
  del(key: string): Promise<void>
  /** Seconds that are left; -2: no such key. */
  ttl(key: string): Promise<number>
}

export interface Metrics {
  counter(name: string, value?: number): void
  increment(name: string, value?: number): void
  gauge(name: string, value: number): void
  /** Milliseconds. */
  timing(name: string, value: number): void
}

export interface Party {
  readonly id: string
  readonly name: string
  readonly type: string
}

export interface Context {
  readonly log: Log
  readonly fetch: typeof fetch
  readonly store: Store
  readonly metrics: Metrics
  readonly props: Readonly<Record<string, any>>
  readonly secrets: Readonly<Record<string, string>>
  readonly geo: Readonly<Record<string, any>> | null
  readonly ua: Readonly<Record<string, any>> | null
  readonly headers: Readonly<Record<string, string>>
  readonly source: Party
  readonly destination: Party
  readonly connection: Party
  readonly workspace: Party
  /** How often this event was retried, after a RetryError. */
  readonly retries: number
}

export type CdpFunction = (event: Event, ctx: Context) => Result | Promise<Result>

/** Segment's `onTrack` and its siblings: the settings are the props. */
export type SegmentHandler = (event: Event, settings: Readonly<Record<string, any>>) => Result | Promise<Result>

/** RudderStack's `transformEvent`. */
export type RudderTransform = (
  event: Event,
  metadata: (event: Event) => Readonly<Record<string, any>>,
) => Result | Promise<Result>

declare global {
  /** RudderStack's: a line in the log. */
  function log(...values: unknown[]): void
  /** Thrown: the same event is tried again, after `delay` milliseconds where given. */
  class RetryError extends Error {
    constructor(message?: string, options?: { delay?: number })
  }
  /** Thrown: the event is dropped. */
  class DropEvent extends Error {}
  class EventNotSupported extends Error {}
  class InvalidEventPayload extends Error {}
  class ValidationError extends Error {}
}
