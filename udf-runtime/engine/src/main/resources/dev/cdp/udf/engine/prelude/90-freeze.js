// Everything that outlives an invocation is frozen, so that none leaves anything behind for the next.
// Assigning to an inherited frozen property throws in strict code ("override mistake"), yet authors set
// name, message, toString or constructor on their own objects: these become accessors that define.
// All of them first: hardening one value freezes the prototypes that it leads to.
const behindAccessors = []
const overridable = (prototype) => {
  for (const key of ownKeys(prototype)) {
    const property = getOwnPropertyDescriptor(prototype, key)
    if (!('value' in property) || !property.configurable) continue
    const { value } = property
    defineProperty(prototype, key, {
      configurable: true,
      enumerable: property.enumerable,
      get: () => value,
      set(other) {
        if (this === prototype) throw new TypeError(`${text(key)} of a built-in can't be changed`)
        defineProperty(this, key, { value: other, writable: true, configurable: true, enumerable: true })
      },
    })
    behindAccessors.push(value)
  }
}
const hardened = new Set()
const harden = (value) => {
  if (!isObject(value) || hardened.has(value)) return
  hardened.add(value)
  freeze(value)
  harden(getPrototypeOf(value))
  const properties = getOwnPropertyDescriptors(value)
  for (const key of ownKeys(properties)) {
    const { value: plain, get, set } = properties[key]
    harden(plain)
    harden(get)
    harden(set)
  }
}
hardened.add(globalThis)
for (const prototype of [
  Object.prototype, Error.prototype, TypeError.prototype, RangeError.prototype, SyntaxError.prototype,
  ReferenceError.prototype, EvalError.prototype, URIError.prototype, AggregateError.prototype,
]) overridable(prototype)
behindAccessors.forEach(harden)
for (const sample of [
  async function () {}, function* () {}, async function* () {}, [][Symbol.iterator](), ''[Symbol.iterator](),
  new Map().entries(), new Set().entries(), ''.matchAll(/x/g), (function* () {})(), (async function* () {})(), (function () { return arguments })(),
]) harden(getPrototypeOf(sample))
for (const key of ownKeys(globalThis)) {
  const property = getOwnPropertyDescriptor(globalThis, key)
  harden(property.value)
  if (property.configurable) defineProperty(globalThis, key, 'value' in property ? { writable: false, configurable: false } : { configurable: false })
}
