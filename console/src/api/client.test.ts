import { expect, test } from 'vitest'
import { useSession } from '@/stores/session'
import { answer, json, SESSION } from '../../test/answers'
import { api, ApiError, body } from './client'

test('aChangeCarriesTheSessionsCsrfToken', async () => {
  useSession.setState({ session: SESSION })
  const requests = answer({ 'DELETE /session': new Response(null, { status: 204 }), 'GET /setup': { required: false } })
  await body(api.DELETE('/api/v1/session'))
  await body(api.GET('/api/v1/setup'))
  expect(requests.map((request) => request.headers.get('X-CSRF-Token'))).toEqual(['token', null])
})

test('anErrorSaysWhatTheServiceSaidAndWhichField', async () => {
  answer({ 'GET /setup': json({ error: 'the name is taken', field: 'name' }, 409) })
  const error = await body(api.GET('/api/v1/setup')).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ApiError)
  expect(error).toMatchObject({ status: 409, message: 'The name is taken.', field: 'name' })
})

test('aServiceThatDoesNotAnswerIsSaidSo', async () => {
  answer({ 'GET /setup': () => Promise.reject(new TypeError('fetch failed')) })
  await expect(body(api.GET('/api/v1/setup'))).rejects.toMatchObject({ status: 0 })
})

test('aSessionThatHasEndedLeadsToTheLogin', async () => {
  useSession.setState({ session: SESSION })
  answer({ 'GET /workspaces/demo': json({ error: 'log in', field: '' }, 401) })
  await body(api.GET('/api/v1/workspaces/{workspace}', { params: { path: { workspace: 'demo' } } })).catch(() => null)
  expect(useSession.getState().session).toBeNull()
})
