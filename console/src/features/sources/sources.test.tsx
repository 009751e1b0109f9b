import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { answer, json, page } from '../../../test/answers'
import { renderPage } from '../../../test/render'
import SourcesPage from '.'
import SourcePage from './source-page'

const SOURCE = {
  id: 's1',
  name: 'Website',
  schema_mode: 'learn',
  ip_policy: 'keep',
  enabled: true,
  created_at: '2026-05-01T12:00:00Z',
  version: 3,
}
const EVENT = {
  event_id: 'e1',
  message_id: 'm1',
  source_id: 's1',
  type: 'track',
  event: 'First Event',
  anonymous_id: 'a',
  user_id: '',
  received_at: '2026-05-01T12:00:00Z',
  payload: { event: 'First Event' },
}

test('an empty workspace says what to do next', async () => {
  answer({ 'GET /workspaces/demo/sources': page() })
  renderPage(<SourcesPage />, '/w/demo/sources', '/w/:workspace/sources')
  expect(await screen.findByText('No source yet')).toBeVisible()
})

test('a refused name is said in the form', async () => {
  answer({
    'GET /workspaces/demo/sources': page(),
    'POST /workspaces/demo/sources': json({ error: 'the name is taken', field: 'name' }, 409),
  })
  renderPage(<SourcesPage />, '/w/demo/sources', '/w/:workspace/sources')
  await userEvent.click((await screen.findAllByRole('button', { name: 'New source' }))[0])
  await userEvent.type(screen.getByLabelText('Name'), 'Website')
  await userEvent.click(screen.getByRole('button', { name: 'Make source' }))
  expect(await screen.findByText('The name is taken.')).toBeVisible()
})

test('a new write key stands in the snippet, and the first event shows up', async () => {
  answer({
    'GET /workspaces/demo/sources/s1': SOURCE,
    'GET /workspaces/demo/events': page(EVENT),
    'GET /workspaces/demo/sources/s1/write-keys': page(),
    'POST /workspaces/demo/sources/s1/write-keys': { write_key: {}, secret: 'cafe0123' },
  })
  renderPage(<SourcePage />, '/w/demo/sources/s1', '/w/:workspace/sources/:source')
  await userEvent.click(await screen.findByRole('button', { name: 'Make a write key' }))
  expect((await screen.findByLabelText('snippet')).textContent).toContain('-u cafe0123:')
  expect(await screen.findByText('Events arrive')).toBeVisible()
})
