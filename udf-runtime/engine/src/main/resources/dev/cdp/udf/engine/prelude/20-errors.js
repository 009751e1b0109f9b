// The errors that mean something to the runtime. Segment's functions know them as globals.
const brand = (name, verdict) => {
  const type = {
    [name]: class extends Error {
      constructor(message, options) {
        super(message)
        defineProperty(this, 'name', { value: name, writable: true, configurable: true })
        if (options && options.delay !== undefined) this.delay = options.delay
      }
    },
  }[name]
  define(name, type)
  return verdict
}
const verdicts = {
  __proto__: null,
  RetryError: brand('RetryError', 'retry'),
  DropEvent: brand('DropEvent', 'drop'),
  EventNotSupported: brand('EventNotSupported', 'drop'),
  InvalidEventPayload: brand('InvalidEventPayload', 'fail'),
  ValidationError: brand('ValidationError', 'fail'),
}

const text = (value) => {
  try {
    return String(value)
  } catch {
    return 'a value that can\'t be shown'
  }
}

/** What a thrown value means: 'retry', 'drop' or 'fail', by name, as a bundled class may be a copy. */
const verdict = (thrown) => {
  try {
    return (isObject(thrown) && verdicts[thrown.name]) || 'fail'
  } catch {
    return 'fail'
  }
}
const message = (thrown) => {
  try {
    if (isObject(thrown) && typeof thrown.message === 'string') {
      return typeof thrown.name === 'string' && thrown.name !== '' ? `${thrown.name}: ${thrown.message}` : thrown.message
    }
    return isObject(thrown) ? stringify(thrown) || text(thrown) : text(thrown)
  } catch {
    return text(thrown)
  }
}
/** Milliseconds, or null. */
const delay = (thrown) => {
  try {
    return typeof thrown.delay === 'number' && thrown.delay >= 0 && thrown.delay < 1e12 ? Math.floor(thrown.delay) : null
  } catch {
    return null
  }
}
