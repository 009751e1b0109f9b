// fetch, on the host's HTTP client.
class Headers {
  #map = new Map()

  constructor(init) {
    if (init === undefined || init === null) return
    const pairs = typeof init[Symbol.iterator] === 'function' ? init : entries(init)
    for (const [name, value] of pairs) this.append(name, value)
  }
  append(name, value) {
    const key = `${name}`.toLowerCase()
    const before = this.#map.get(key)
    this.#map.set(key, before === undefined ? `${value}` : `${before}, ${value}`)
  }
  set(name, value) { this.#map.set(`${name}`.toLowerCase(), `${value}`) }
  get(name) { return this.#map.get(`${name}`.toLowerCase()) ?? null }
  has(name) { return this.#map.has(`${name}`.toLowerCase()) }
  delete(name) { this.#map.delete(`${name}`.toLowerCase()) }
  forEach(callback, self) { this.#map.forEach((value, name) => callback.call(self, value, name, this)) }
  entries() { return this.#map.entries() }
  keys() { return this.#map.keys() }
  values() { return this.#map.values() }
  [Symbol.iterator]() { return this.#map.entries() }
}

// The host keeps a body until it is read; a Response made by the author holds its own.
class Response {
  #body
  #used = false

  constructor(body = '', init = {}, handle) {
    this.#body = handle ?? { text: () => `${body ?? ''}`, bytes: () => utf8.encode(`${body ?? ''}`).buffer }
    this.status = init.status ?? 200
    this.statusText = init.statusText ?? ''
    this.ok = this.status >= 200 && this.status < 300
    this.headers = new Headers(init.headers)
    this.url = init.url ?? ''
    this.redirected = init.redirected ?? false
    this.type = 'basic'
  }
  get bodyUsed() { return this.#used }
  #read(as) {
    if (this.#used) throw new TypeError('the body has been read already')
    this.#used = true
    return this.#body[as]()
  }
  async text() { return this.#read('text') }
  async json() { return parse(this.#read('text')) }
  async arrayBuffer() { return this.#read('bytes') }
  async bytes() { return new Uint8Array(this.#read('bytes')) }
}

const abortError = (reason) => assign(new Error('The operation was aborted'), { name: 'AbortError', cause: reason })
let abort
class AbortSignal {
  aborted = false
  reason = undefined
  onabort = null
  #listeners = []

  addEventListener(type, listener) { if (type === 'abort') this.#listeners.push(listener) }
  removeEventListener(type, listener) { this.#listeners = this.#listeners.filter((known) => known !== listener) }
  throwIfAborted() { if (this.aborted) throw this.reason }
  static timeout(millis) {
    const controller = new AbortController()
    globalThis.setTimeout(() => controller.abort(assign(new Error('The operation timed out'), { name: 'TimeoutError' })), millis)
    return controller.signal
  }
  static {
    abort = (signal, reason) => {
      if (signal.aborted) return
      signal.aborted = true
      signal.reason = reason ?? abortError()
      for (const listener of signal.#listeners) listener.call(signal, { type: 'abort', target: signal })
      if (typeof signal.onabort === 'function') signal.onabort({ type: 'abort', target: signal })
    }
  }
}
class AbortController {
  signal = new AbortSignal()
  abort(reason) { abort(this.signal, reason) }
}

const bodyOf = (body, headers) => {
  if (body === undefined || body === null) return null
  if (body instanceof URLSearchParams) {
    if (!headers.has('content-type')) headers.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8')
    return body.toString()
  }
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return copied(bytesOf(body))
  return `${body}`
}

async function fetch(input, init = {}) {
  const method = `${init.method ?? 'GET'}`.toUpperCase()
  const headers = new Headers(init.headers)
  const body = bodyOf(init.body, headers)
  if (body !== null && typeof body === 'string' && !headers.has('content-type')) headers.set('content-type', 'text/plain;charset=UTF-8')
  const signal = init.signal
  if (signal) signal.throwIfAborted()
  const request = later('fetch', method, `${input}`, stringify([...headers]), body, Math.max(0, Number(init.timeout) || 0))
  const answered = then(request, (answer) => {
    const { status, statusText, url, redirected, headers: pairs, body: id, size } = parse(answer)
    const bytes = () => {
      const buffer = new ArrayBuffer(size)
      ask('body.bytes', id, buffer)
      return buffer
    }
    return new Response(null, { status, statusText, url, redirected, headers: pairs }, { text: () => ask('body.text', id), bytes })
  })
  if (!signal) return answered
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
    then(answered, resolve, reject)
  })
}
define('Headers', Headers)
define('Response', Response)
define('AbortSignal', AbortSignal)
define('AbortController', AbortController)
define('fetch', fetch)
