const BYTES = 16

/** A key under which a create that is sent again makes nothing new. Works over plain http too, unlike randomUUID. */
export function idempotencyKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
