// What can be imported: the errors, which are global too. Jitsu's library for functions that were written for it.

declare module '@cdp/functions' {
  export class RetryError extends Error {
    constructor(message?: string, options?: { delay?: number })
  }
  export class DropEvent extends Error {}
  export class EventNotSupported extends Error {}
  export class InvalidEventPayload extends Error {}
  export class ValidationError extends Error {}
}

declare module '@jitsu/functions-lib' {
  export * from '@cdp/functions'
}
