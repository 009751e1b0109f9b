// Masks e-mail addresses wherever a text of the event's traits or properties has one.
const email = /([A-Za-z0-9._%+-])[A-Za-z0-9._%+-]*@([A-Za-z0-9.-]+\.[A-Za-z]{2,})/g

function masked(value) {
  if (typeof value === 'string') return value.replace(email, '$1***@$2')
  if (Array.isArray(value)) return value.map(masked)
  if (value && typeof value === 'object') {
    for (const key of Object.keys(value)) value[key] = masked(value[key])
  }
  return value
}

export default function mask(event) {
  event.properties = masked(event.properties)
  event.context.traits = masked(event.context.traits)
  return event
}
