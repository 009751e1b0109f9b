import createClient, { type Middleware } from 'openapi-fetch'
import { useSession } from '@/stores/session'
import type { components, paths } from './schema.gen'

/** The types of the OpenAPI document, by their names there. */
export type Schemas = components['schemas']

/** What the admin service answered instead of what was asked for; status 0: it did not answer at all. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The field of the request that is at fault, or empty. */
    readonly field = '',
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

const errors: Middleware = {
  onRequest({ request }) {
    const token = useSession.getState().session?.csrf_token
    if (token && request.method !== 'GET') request.headers.set('X-CSRF-Token', token)
  },
  async onResponse({ response, request }) {
    if (response.ok) return
    const error = await problem(response)
    if (error.status === 401 && !new URL(request.url).pathname.endsWith('/session')) useSession.getState().end()
    throw error
  },
  onError({ error }) {
    return error instanceof ApiError || (error instanceof DOMException && error.name === 'AbortError')
      ? error
      : new ApiError(0, 'The admin service does not answer. Is it running? See make status.')
  },
}

/** The one error form, `{"error":…,"field":…}`; a proxy in between may answer otherwise. */
async function problem(response: Response) {
  const wait = response.headers.get('Retry-After')
  const again = wait ? ` Try again in ${wait} s.` : ''
  try {
    const body = (await response.json()) as Schemas['Error']
    return new ApiError(response.status, sentence(body.error) + again, body.field)
  } catch {
    return new ApiError(response.status, `The server answered ${response.status}.${again}`)
  }
}

function sentence(text: string) {
  const upper = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(upper) ? upper : `${upper}.`
}

export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: (request) => fetch(request) })
api.use(errors)

/** The body of an answer. What is no success has been thrown as an ApiError. */
export async function body<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T
}

/** The header of a change: which version was seen. */
export function ifMatch(version: number) {
  return { 'If-Match': `"${version}"` }
}

/** For people: what went wrong. */
export function messageOf(error: unknown) {
  return error instanceof Error ? error.message : 'Something went wrong.'
}
