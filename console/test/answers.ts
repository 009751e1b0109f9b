import { vi } from 'vitest'

/** What the admin service answers in a test: by method and path, a body or a function of the request. */
export type Answers = Record<string, unknown | ((request: Request) => unknown)>

/** Stands in for the network alone; all of the console runs. Returns the requests that were made. */
export function answer(answers: Answers) {
  const requests: Request[] = []
  vi.stubGlobal('fetch', async (request: Request) => {
    requests.push(request.clone())
    const key = `${request.method} ${new URL(request.url).pathname.replace('/api/v1', '')}`
    if (!(key in answers)) return json({ error: `the test has no answer to ${key}`, field: '' }, 404)
    const given = answers[key]
    const body = typeof given === 'function' ? await given(request) : given
    return body instanceof Response ? body : json(body, 200)
  })
  return requests
}

export function json(body: unknown, status: number) {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

export function page(...items: unknown[]) {
  return { items, next_cursor: null }
}

export const SESSION = {
  user: { id: 'u1', email: 'ada@example.com', name: 'Ada', operator: true },
  workspaces: [{ id: 'demo', name: 'Demo', role: 'owner' as const }],
  csrf_token: 'token',
  collector_url: 'http://localhost:3049',
}
