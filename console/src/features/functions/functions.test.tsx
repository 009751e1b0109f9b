import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { answer, page } from '../../../test/answers'
import { renderPage } from '../../../test/render'
import FunctionPage from './function-page'

const FUNCTION = {
  id: 'f1',
  name: 'Price',
  code: 'export default (event) => event',
  props: { shop: 'main' },
  timeout_ms: 0,
  version: 4,
  created_at: '2026-05-01T12:00:00Z',
  updated_at: '2026-05-01T12:00:00Z',
  updated_by: 'ada@example.com',
}

async function typeTimeout(text: string) {
  await userEvent.click(await screen.findByRole('tab', { name: 'Settings' }))
  const field = screen.getByLabelText('Time-out in ms')
  await userEvent.clear(field)
  await userEvent.type(field, text)
}

test('a time-out is saved beside the code, as a new version', async () => {
  const requests = answer({
    'GET /workspaces/demo/functions/f1': FUNCTION,
    'GET /workspaces/demo/events': page(),
    'PATCH /workspaces/demo/functions/f1': { ...FUNCTION, timeout_ms: 250, version: 5 },
  })
  renderPage(<FunctionPage />, '/w/demo/functions/f1', '/w/:workspace/functions/:function')
  expect(await screen.findByRole('button', { name: 'Save version' })).toBeDisabled()
  await typeTimeout('250')
  await userEvent.click(screen.getByRole('button', { name: 'Save version' }))
  expect(await screen.findByText(/Version 5 saved/)).toBeVisible()
  const change = requests.find(({ method }) => method === 'PATCH')!
  expect(JSON.parse(await change.text())).toEqual({ code: FUNCTION.code, props: { shop: 'main' }, timeout_ms: 250 })
})

test('a time-out that is none is said, and can not be saved', async () => {
  answer({ 'GET /workspaces/demo/functions/f1': FUNCTION, 'GET /workspaces/demo/events': page() })
  renderPage(<FunctionPage />, '/w/demo/functions/f1', '/w/:workspace/functions/:function')
  await typeTimeout('soon')
  expect(screen.getByRole('alert')).toHaveTextContent('A whole number')
  expect(screen.getByRole('button', { name: 'Save version' })).toBeDisabled()
})
