// From the event's JSON to the function and back, in one crossing.
const isNothing = (value) => value === null || value === undefined || value === false || value === 'drop'

/** The JSON of an event; what is none fails as an invalid result. */
const json = (event) => {
  if (typeof event !== 'object' || event === null || isArray(event)) {
    host('invalid', `the function returned ${isArray(event) ? 'an array within an array' : text(typeof event === 'string' ? stringify(event) : event)}, which is no event`)
    return null
  }
  let written
  try {
    written = stringify(event)
  } catch (e) {
    host('invalid', `the returned event can't be written as JSON: ${message(e)}`)
    return null
  }
  if (written === undefined || written[0] !== '{') {
    host('invalid', 'the returned event is no JSON object')
    return null
  }
  return written
}

/** A JSON text; null: dropped, or the host was told otherwise. */
const encoded = (result) => {
  if (isNothing(result)) return null
  if (!isArray(result)) return json(result)
  const count = result.length
  if (!host('fanOut', count)) return null
  const events = []
  for (let i = 0; i < count; i++) {
    if (isNothing(result[i])) continue
    const written = json(result[i])
    if (written === null) return null
    events.push(written)
  }
  return events
}

let author
/** Runs the author's function; its answer, or true when that comes later through the host. */
const start = (eventJson) => {
  facts = new Map()
  const result = author(parse(eventJson))
  if (isObject(result) && typeof result.then === 'function') {
    then(resolved(result), (value) => { host('done', encoded(value)) }, (thrown) => { host('thrown', thrown) })
    return true
  }
  return encoded(result)
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
