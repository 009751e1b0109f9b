// From the event's JSON to the function and back, in one crossing. What each event passes has no return but the last
// thing that it does: where code is interpreted, any other one is an exception, which costs more than all else here.
const isNothing = (value) => value === null || value === undefined || value === false || value === 'drop'

/** What is wrong is told to the host; the function fails with an invalid result. */
const refuse = (why) => {
  host('invalid', why)
  return false
}
const noEvent = (value) =>
  refuse(`the function returned ${isArray(value) ? 'an array within an array' : text(typeof value === 'string' ? stringify(value) : value)}, which is no event`)

/** By the built-in, which calls toJSON and accessors. */
const writeAny = (event) => {
  let written
  try {
    written = stringify(event)
  } catch (e) {
    return refuse(`the returned event can't be written as JSON: ${message(e)}`)
  }
  if (written === undefined || written[0] !== '{') return refuse('the returned event is no JSON object')
  host('write', written)
  return true
}
/** Gives an event to the host as JSON; false: it is none. */
const write = (event) =>
  typeof event === 'object' && event !== null && !isArray(event)
    ? (writeEvent !== null && writeEvent(event)) || writeAny(event)
    : noEvent(event)

const giveAll = (results) => {
  const count = results.length
  let going = host('fanOut', count)
  for (let i = 0; going && i < count; i++) {
    const result = results[i]
    going = isNothing(result) || write(result)
  }
}
/** Gives what the function returned to the host: nothing, an event or several. */
const give = (result) => isNothing(result) || (isArray(result) ? giveAll(result) : write(result))

const awaiting = (result) => {
  then(resolved(result), (value) => { give(value); host('done') }, (thrown) => { host('thrown', thrown) })
  return false
}
const read = () => (readEvent === null ? undefined : readEvent()) ?? parse(host('event'))

let author
/** Runs the author's function; true when the host has what it returned, false when that comes later. */
const start = () => {
  facts = new Map()
  const result = author(read())
  return isObject(result) && typeof result.then === 'function' ? awaiting(result) : (give(result), true)
}

const resume = (id, ok, value) => {
  const waiting = pending.get(id)
  if (waiting === undefined) return
  pending.delete(id)
  if (ok) waiting.resolve(value)
  else waiting.reject(new Error(value))
}

/** After an invocation: nothing of it may go on in the next one. */
const finish = () => {
  pending = new Map()
  timers = new Set()
  facts = new Map()
}

// Segment's functions are named after the type of the event, RudderStack's transformEvent.
const handlerOf = { __proto__: null, track: 'onTrack', identify: 'onIdentify', page: 'onPage', screen: 'onScreen', group: 'onGroup', alias: 'onAlias', delete: 'onDelete' }
const metadata = () => ({
  sourceId: ctx.source?.id, sourceName: ctx.source?.name, sourceType: ctx.source?.type,
  destinationId: ctx.destination?.id, destinationName: ctx.destination?.name, destinationType: ctx.destination?.type,
  workspaceId: ctx.workspace?.id,
})

/** Finds the author's function in the module; false when there is none. */
const bind = (module) => {
  const { default: exported, [handlersName]: handlers } = module
  if (typeof exported === 'function') author = (event) => exported(event, ctx)
  else if (typeof module.transformEvent === 'function') author = (event) => module.transformEvent(event, metadata)
  else if (handlers && keys(handlers).some((name) => handlers[name])) {
    author = (event) => {
      const handler = handlers[handlerOf[event.type]]
      if (!handler) throw new globalThis.EventNotSupported(`no handler for ${event.type}`)
      return handler(event, ctx.props)
    }
  } else return false
  preventExtensions(globalThis)
  return true
}
