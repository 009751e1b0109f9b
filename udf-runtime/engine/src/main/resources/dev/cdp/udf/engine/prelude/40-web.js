// What authors expect of Node and browsers beside ECMAScript.
define('self', globalThis)
define('global', globalThis)

const bytesOf = (data) => {
  if (data instanceof ArrayBuffer) return new Uint8Array(data)
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  throw new TypeError('expected an ArrayBuffer or a view of one')
}
/** A buffer of its own that holds nothing else, for the host to read. */
const copied = (view) => view.slice().buffer

class InvalidCharacterError extends Error {
  constructor(message) {
    super(message)
    this.name = 'InvalidCharacterError'
  }
}
define('btoa', function btoa(value) {
  const answer = host('btoa', `${value}`)
  if (answer === null) throw new InvalidCharacterError('btoa: a character is outside of Latin-1')
  return answer
})
define('atob', function atob(value) {
  const answer = host('atob', `${value}`)
  if (answer === null) throw new InvalidCharacterError('atob: not base64')
  return answer
})

const crypto = {
  randomUUID: () => host('uuid'),
  getRandomValues(view) {
    const bytes = bytesOf(view)
    if (bytes.length > 65536) throw new RangeError('getRandomValues: at most 65536 bytes at a time')
    const random = new ArrayBuffer(bytes.length)
    host('random', random)
    bytes.set(new Uint8Array(random))
    return view
  },
  subtle: freeze({
    async digest(algorithm, data) {
      const name = typeof algorithm === 'string' ? algorithm : algorithm.name
      const size = host('digest.size', `${name}`)
      if (size === null) throw new Error(`digest: unknown algorithm ${name}`)
      const digest = new ArrayBuffer(size)
      host('digest', `${name}`, copied(bytesOf(data)), digest)
      return digest
    },
  }),
}
define('crypto', crypto)

const cloned = (value, seen) => {
  if (typeof value === 'function' || typeof value === 'symbol') throw new Error('structuredClone: not to be cloned: ' + typeof value)
  if (!isObject(value)) return value
  if (seen.has(value)) return seen.get(value)
  const keep = (copy) => (seen.set(value, copy), copy)
  if (value instanceof Date) return keep(new Date(value.getTime()))
  if (value instanceof RegExp) return keep(new RegExp(value.source, value.flags))
  if (value instanceof ArrayBuffer) return keep(value.slice(0))
  if (ArrayBuffer.isView(value)) return keep(value instanceof DataView ? new DataView(copied(bytesOf(value))) : value.slice())
  if (value instanceof Map) {
    const copy = keep(new Map())
    value.forEach((item, key) => copy.set(cloned(key, seen), cloned(item, seen)))
    return copy
  }
  if (value instanceof Set) {
    const copy = keep(new Set())
    value.forEach((item) => copy.add(cloned(item, seen)))
    return copy
  }
  if (value instanceof Error) return keep(assign(new Error(value.message), { name: value.name }))
  if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet) throw new Error('structuredClone: not to be cloned')
  const copy = keep(isArray(value) ? new Array(value.length) : {})
  for (const key of keys(value)) copy[key] = cloned(value[key], seen)
  return copy
}
define('structuredClone', (value) => cloned(value, new Map()))

define('queueMicrotask', (callback) => { then(resolved(), () => callback()) })

// Timers end with the invocation: what has not fired by then never does.
let timers = new Set()
const timer = (repeats) => (callback, millis, ...args) => {
  const token = { valueOf: () => lastPending, unref: () => token, ref: () => token }
  timers.add(token)
  const arm = () =>
    then(later('timer', Math.max(0, Number(millis) || 0)), () => {
      if (!timers.has(token)) return
      if (repeats) arm()
      else timers.delete(token)
      callback(...args)
    })
  arm()
  return token
}
const clear = (token) => { timers.delete(token) }
define('setTimeout', timer(false))
define('setInterval', timer(true))
define('setImmediate', (callback, ...args) => globalThis.setTimeout(callback, 0, ...args))
define('clearTimeout', clear)
define('clearInterval', clear)
define('clearImmediate', clear)
