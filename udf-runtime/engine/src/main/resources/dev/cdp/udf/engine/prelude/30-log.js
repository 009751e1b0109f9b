// console and ctx.log: to the function's log, never to the process's.
const shown = (value) => {
  if (typeof value === 'string') return value
  if (value instanceof Error) return message(value)
  if (!isObject(value)) return text(value)
  try {
    return stringify(value) ?? text(value)
  } catch {
    return text(value)
  }
}
const line = (level) => (...values) => { host('log', level, values.map(shown).join(' ')) }
const log = freeze({ debug: line('debug'), info: line('info'), log: line('info'), warn: line('warn'), error: line('error'), trace: line('debug') })
const none = () => {}
define('console', assign({ assert: none, dir: log.info, group: none, groupEnd: none, table: log.info, time: none, timeEnd: none, count: none }, log))
// RudderStack's transformations call a global log().
define('log', log.info)
