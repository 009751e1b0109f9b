// What the prelude itself uses, taken before any code of the author's has run. Nothing here may be
// reached from that code but through the functions that the later files put on globalThis.
const {
  parse, stringify,
} = JSON
const {
  assign, create, defineProperty, entries, freeze, getOwnPropertyDescriptor, getOwnPropertyDescriptors,
  getPrototypeOf, keys, preventExtensions,
} = Object
const { isArray } = Array
const { ownKeys } = Reflect
const resolved = Promise.resolve.bind(Promise)
const uncurry = (method) => Function.prototype.call.bind(method)
const then = uncurry(Promise.prototype.then)
const isObject = (value) => (typeof value === 'object' && value !== null) || typeof value === 'function'

/** Puts a value on globalThis like the built-in ones: not enumerable. */
const define = (name, value) =>
  defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false })

/** Calls the host; it answers a refusal with a text that begins with '!', as its exceptions must not get here. */
const ask = (...args) => {
  const answer = host(...args)
  if (typeof answer === 'string' && answer[0] === '!') throw new Error(answer.slice(1))
  return answer
}

// Answers of the host that come later: each has a number, and the promise that waits for it.
let pending = new Map()
let lastPending = 0
const later = (operation, ...args) =>
  new Promise((resolve, reject) => {
    const id = ++lastPending
    pending.set(id, { resolve, reject })
    try {
      ask(operation, id, ...args)
    } catch (e) {
      pending.delete(id)
      throw e
    }
  })
