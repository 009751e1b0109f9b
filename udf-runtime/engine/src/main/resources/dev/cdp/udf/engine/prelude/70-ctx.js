// ctx: one object for all invocations of this context. What belongs to the event is asked of the host
// when the function reads it, and remembered until the invocation ends.
let facts = new Map()
const fact = (name) => {
  if (!facts.has(name)) {
    const json = host('fact', name)
    facts.set(name, json === null ? null : parse(json))
  }
  return facts.get(name)
}

const units = { __proto__: null, ms: 1, s: 1e3, m: 6e4, h: 36e5, d: 864e5, w: 6048e5 }
/** Milliseconds of a ttl in seconds, such as 60, or a text, such as '10m'; null: none given. */
const ttlMillis = (ttl) => {
  if (ttl === undefined || ttl === null) return null
  const [, count, unit] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d|w)?$/.exec(`${ttl}`) || []
  if (count === undefined) throw new TypeError(`no ttl: ${ttl}`)
  return Math.round(count * units[unit ?? 's'])
}
const storeKey = (key) => {
  if (typeof key !== 'string' || key === '') throw new TypeError('a key of the store is a text')
  return key
}
const store = freeze({
  /** The value, or undefined. */
  async get(key) {
    const json = await later('store.get', storeKey(key))
    return json === null ? undefined : parse(json)
  },
  async set(key, value, options) {
    const ttl = ttlMillis(isObject(options) ? options.ttl : options)
    const json = stringify(value)
    if (json === undefined) throw new TypeError('the store keeps what JSON can say')
    await later('store.set', storeKey(key), json, ttl)
  },
  async del(key) { await later('store.del', storeKey(key)) },
  /** Seconds that are left, -2 for no such key, as Redis has it. */
  async ttl(key) {
    const millis = await later('store.ttl', storeKey(key))
    return millis === null ? -2 : Math.ceil(millis / 1000)
  },
})

const metric = (kind) => (name, value = 1) => {
  const number = Number(value)
  if (Number.isFinite(number)) host('metric', kind, `${name}`, number)
}
const metrics = freeze({ counter: metric('COUNTER'), increment: metric('COUNTER'), gauge: metric('GAUGE'), timing: metric('TIMING') })

const deepFrozen = (value) => {
  if (isObject(value)) {
    keys(value).forEach((key) => deepFrozen(value[key]))
    freeze(value)
  }
  return value
}
let props
let secrets
const ctx = freeze({
  log,
  fetch,
  store,
  metrics,
  get props() { return (props ??= deepFrozen(parse(host('props')))) },
  get secrets() { return (secrets ??= freeze(assign(create(null), parse(host('secrets'))))) },
  get geo() { return fact('geo') },
  get ua() { return fact('ua') },
  get headers() { return fact('headers') },
  get source() { return fact('source') },
  get destination() { return fact('destination') },
  get connection() { return fact('connection') },
  get workspace() { return fact('workspace') },
  get retries() { return fact('retries') },
})
