// URL and URLSearchParams after the WHATWG's standard: special schemes in full, others as opaque paths.
const ports = { __proto__: null, 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21', 'file:': '' }
const utf8 = new TextEncoder()
const percent = (value, keep) => {
  let out = ''
  for (const char of value) {
    if (keep.test(char)) out += char
    else for (const byte of utf8.encode(char)) out += '%' + (byte < 16 ? '0' : '') + byte.toString(16).toUpperCase()
  }
  return out
}
const inPath = /^[!$-;=@-_a-z|~]$/
const inQuery = /^[!$-&(-;=?-~]$/
const inFragment = /^[!#-;=?-_a-~]$/
const inUserInfo = /^[!$-.0-9_~A-Za-z%]$/
const inForm = /^[*\-.0-9A-Z_a-z]$/
const decoded = (value) => ask('percent.decode', value)

const invalid = (url) => { throw new TypeError(`Invalid URL: ${url}`) }

/** The number that an IPv4 part is, in decimal, octal or hex; NaN for none. */
const ipv4Number = (part) => {
  if (part === '') return NaN
  if (/^0[xX][0-9a-fA-F]*$/.test(part)) return part.length === 2 ? 0 : parseInt(part.slice(2), 16)
  if (/^0[0-7]+$/.test(part)) return parseInt(part, 8)
  return /^[0-9]+$/.test(part) ? parseInt(part, 10) : NaN
}
const ipv4 = (host) => {
  const parts = host.split('.')
  if (parts.length > 1 && parts[parts.length - 1] === '') parts.pop()
  const last = parts[parts.length - 1]
  if (!/^[0-9]+$/.test(last) && Number.isNaN(ipv4Number(last))) return null
  const numbers = parts.map(ipv4Number)
  const value = numbers.pop()
  if (parts.length > 4 || numbers.some((n) => !(n <= 255)) || !(value < 256 ** (4 - numbers.length))) invalid(host)
  let all = value
  numbers.forEach((n, i) => { all += n * 256 ** (3 - i) })
  return [24, 16, 8, 0].map((shift) => Math.floor(all / 2 ** shift) % 256).join('.')
}
const hostOf = (raw, url) => {
  if (raw[0] === '[') {
    const address = ask('ipv6', raw)
    return address === null ? invalid(url) : address
  }
  const ascii = ask('idn', decoded(raw))
  if (ascii === null || ascii === '' || /[\x00-\x20#%/:<>?@[\\\]^|\x7f]/.test(ascii)) invalid(url)
  return ipv4(ascii) ?? ascii
}
const normalPath = (path, special) => {
  const out = []
  const parts = (special ? path.replace(/\\/g, '/') : path).split('/')
  parts.forEach((part, i) => {
    const last = i === parts.length - 1
    const plain = part.replace(/%2e/gi, '.')
    if (plain === '..') {
      if (out.length > 1) out.pop()
      if (last) out.push('')
    } else if (plain === '.') {
      if (last) out.push('')
    } else out.push(percent(part, inPath))
  })
  return out.join('/')
}

/** The parts of an absolute URL, or of one relative to a base's parts. */
const parseUrl = (input, base) => {
  const url = input.replace(/^[\x00-\x20]+|[\x00-\x20]+$/g, '').replace(/[\t\n\r]/g, '')
  const [, scheme, rest] = /^([A-Za-z][A-Za-z0-9+.-]*:)([^]*)$/.exec(url) || [null, null, url]
  const protocol = scheme ? scheme.toLowerCase() : base ? base.protocol : invalid(input)
  const special = protocol in ports
  const [, beforeHash, fragment] = /^([^#]*)(#[^]*)?$/.exec(rest)
  const [, body, query] = /^([^?]*)(\?[^]*)?$/.exec(beforeHash)
  const search = query && query !== '?' ? '?' + percent(query.slice(1), inQuery) : ''
  const hash = fragment && fragment !== '#' ? '#' + percent(fragment.slice(1), inFragment) : ''
  const parts = { protocol, username: '', password: '', hostname: '', port: '', pathname: '', search, hash, opaque: false }
  const slashed = special ? body.replace(/\\/g, '/') : body
  const relative = !scheme || (special && base && base.protocol === protocol && !slashed.startsWith('/'))
  const authority = special ? /^\/*([^/]*)([^]*)$/ : /^\/\/([^/]*)([^]*)$/
  if (relative && !slashed.startsWith('//')) {
    if (!base || base.opaque) invalid(input)
    assign(parts, { username: base.username, password: base.password, hostname: base.hostname, port: base.port })
    if (slashed === '') {
      parts.pathname = base.pathname
      if (query === undefined) parts.search = base.search
    } else {
      const folder = base.pathname.slice(0, base.pathname.lastIndexOf('/') + 1) || '/'
      parts.pathname = normalPath(slashed.startsWith('/') ? slashed : folder + slashed, special)
    }
    return parts
  }
  const match = special || slashed.startsWith('//') ? authority.exec(slashed) : null
  if (!match) return assign(parts, { pathname: slashed.startsWith('/') ? normalPath(slashed, false) : slashed, opaque: !slashed.startsWith('/') })
  if (protocol === 'file:') return assign(parts, { pathname: normalPath(match[2] || '/', true), hostname: match[1] })
  const at = match[1].lastIndexOf('@')
  if (at >= 0) {
    const [, user, , password] = /^([^:]*)(:([^]*))?$/.exec(match[1].slice(0, at))
    parts.username = percent(user, inUserInfo)
    parts.password = percent(password || '', inUserInfo)
  }
  const [, name, , port] = /^(\[[^\]]*\]|[^:]*)(:([0-9]*))?$/.exec(match[1].slice(at + 1)) || invalid(input)
  if (special && name === '') invalid(input)
  if (port && Number(port) > 65535) invalid(input)
  parts.hostname = name === '' ? '' : special || name[0] === '[' ? hostOf(name, input) : name
  parts.port = port ? (String(Number(port)) === ports[protocol] ? '' : String(Number(port))) : ''
  parts.pathname = normalPath(match[2] || (special ? '/' : ''), special)
  return parts
}

// Makes the parameters of a URL, which follows their changes.
let paramsOf
class URLSearchParams {
  #pairs = []
  #changed = none

  constructor(init = '') {
    if (init instanceof URLSearchParams || (isObject(init) && Symbol.iterator in init)) {
      for (const [name, value] of init) this.#pairs.push([`${name}`, `${value}`])
    } else if (isObject(init)) {
      for (const name of keys(init)) this.#pairs.push([name, `${init[name]}`])
    } else this.#read(`${init}`)
  }

  static {
    paramsOf = (query, changed) => {
      const params = new URLSearchParams(query)
      params.#changed = changed
      return params
    }
  }

  #read(query) {
    for (const pair of query.replace(/^\?/, '').split('&')) {
      if (pair === '') continue
      const at = pair.indexOf('=')
      const plain = (value) => decoded(value.replace(/\+/g, ' '))
      this.#pairs.push(at < 0 ? [plain(pair), ''] : [plain(pair.slice(0, at)), plain(pair.slice(at + 1))])
    }
  }

  append(name, value) { this.#pairs.push([`${name}`, `${value}`]); this.#changed(this) }
  delete(name, value) {
    this.#pairs = this.#pairs.filter((pair) => pair[0] !== `${name}` || (value !== undefined && pair[1] !== `${value}`))
    this.#changed(this)
  }
  get(name) { const pair = this.#pairs.find((found) => found[0] === `${name}`); return pair ? pair[1] : null }
  getAll(name) { return this.#pairs.filter((pair) => pair[0] === `${name}`).map((pair) => pair[1]) }
  has(name, value) { return this.#pairs.some((pair) => pair[0] === `${name}` && (value === undefined || pair[1] === `${value}`)) }
  set(name, value) {
    const first = this.#pairs.find((pair) => pair[0] === `${name}`)
    if (!first) return this.append(name, value)
    first[1] = `${value}`
    this.#pairs = this.#pairs.filter((pair) => pair === first || pair[0] !== `${name}`)
    this.#changed(this)
  }
  sort() { this.#pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0)); this.#changed(this) }
  forEach(callback, self) { for (const [name, value] of this.#pairs) callback.call(self, value, name, this) }
  get size() { return this.#pairs.length }
  *entries() { for (const [name, value] of this.#pairs) yield [name, value] }
  *keys() { for (const pair of this.#pairs) yield pair[0] }
  *values() { for (const pair of this.#pairs) yield pair[1] }
  [Symbol.iterator]() { return this.entries() }
  toString() {
    const form = (value) => percent(value, inForm).replace(/%20/g, '+')
    return this.#pairs.map(([name, value]) => `${form(name)}=${form(value)}`).join('&')
  }
}

class URL {
  #parts
  #params

  constructor(url, base) { this.#parts = parseUrl(`${url}`, base === undefined ? undefined : parseUrl(`${base}`)) }

  static canParse(url, base) {
    try {
      return Boolean(new URL(url, base))
    } catch {
      return false
    }
  }
  static parse(url, base) { return URL.canParse(url, base) ? new URL(url, base) : null }

  /** Sets a part by parsing the whole again; what would be no URL changes nothing. */
  #with(change) {
    const before = this.#parts
    this.#parts = assign({}, before, change)
    try {
      this.#parts = parseUrl(this.href)
    } catch {
      this.#parts = before
    }
  }

  get href() {
    const { protocol, username, password, pathname, search, hash, opaque } = this.#parts
    const user = username || password ? username + (password ? ':' + password : '') + '@' : ''
    const slashes = !opaque && (protocol in ports || this.host) ? '//' : ''
    return protocol + slashes + user + this.host + pathname + search + hash
  }
  set href(value) { this.#parts = parseUrl(`${value}`) }
  get origin() { return this.protocol in ports && this.protocol !== 'file:' ? `${this.protocol}//${this.host}` : 'null' }
  get protocol() { return this.#parts.protocol }
  set protocol(value) { this.#with({ protocol: `${value}`.replace(/:?$/, ':') }) }
  get username() { return this.#parts.username }
  set username(value) { this.#with({ username: percent(`${value}`, inUserInfo) }) }
  get password() { return this.#parts.password }
  set password(value) { this.#with({ password: percent(`${value}`, inUserInfo) }) }
  get host() { return this.#parts.hostname + (this.#parts.port ? ':' + this.#parts.port : '') }
  set host(value) {
    const [, hostname, , port] = /^(\[[^\]]*\]|[^:/?#]*)(:([0-9]*))?/.exec(`${value}`)
    this.#with({ hostname, port: port ?? this.port })
  }
  get hostname() { return this.#parts.hostname }
  set hostname(value) { this.#with({ hostname: `${value}` }) }
  get port() { return this.#parts.port }
  set port(value) { this.#with({ port: `${value}` }) }
  get pathname() { return this.#parts.pathname }
  set pathname(value) { this.#with({ pathname: percent(`${value}`.replace(/^(?!\/)/, '/'), inPath) }) }
  get search() { return this.#parts.search }
  set search(value) { this.#with({ search: `${value}`.replace(/^(?!\?|$)/, '?').replace(/#/g, '%23') }); this.#params = undefined }
  get hash() { return this.#parts.hash }
  set hash(value) { this.#with({ hash: `${value}`.replace(/^(?!#|$)/, '#') }) }
  get searchParams() {
    return (this.#params ??= paramsOf(this.search, (params) => {
      const query = params.toString()
      this.#parts = assign({}, this.#parts, { search: query ? '?' + query : '' })
    }))
  }
  toString() { return this.href }
  toJSON() { return this.href }
}
define('URL', URL)
define('URLSearchParams', URLSearchParams)
