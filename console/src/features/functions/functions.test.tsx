import { act, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test, vi } from 'vitest'
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

/** Stands in for the browser's stream of server-sent events. */
class Stream extends EventTarget {
  static readonly CLOSED = 2
  static last: Stream
  readyState = 0
  onopen?: () => void
  onerror?: () => void
  constructor(readonly url: string) {
    super()
    Stream.last = this
  }
  open() {
    act(() => this.onopen?.())
  }
  say(name: string, data: unknown) {
    act(() => void this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) })))
  }
  refuse() {
    this.readyState = Stream.CLOSED
    act(() => this.onerror?.())
  }
  close() {}
}

const line = (text: string, level = 'info') => ({
  at: '2026-05-01T12:00:00Z',
  level,
  text,
  version: 4,
  message_id: 'm-1',
})

async function openLog() {
  vi.stubGlobal('EventSource', Stream)
  answer({ 'GET /workspaces/demo/functions/f1': FUNCTION, 'GET /workspaces/demo/events': page() })
  renderPage(<FunctionPage />, '/w/demo/functions/f1', '/w/:workspace/functions/:function')
  await userEvent.click(await screen.findByRole('tab', { name: 'Live log' }))
}

test('lines stand in the log as they come, each with its event', async () => {
  await openLog()
  expect(Stream.last.url).toBe('/api/v1/workspaces/demo/functions/f1/log')
  expect(screen.getByText('Connecting…')).toBeVisible()
  Stream.last.open()
  expect(screen.getByText('Live')).toBeVisible()
  expect(screen.getByText('No line yet')).toBeVisible()
  Stream.last.say('line', line('no price', 'warn'))
  expect(screen.getByRole('log')).toHaveTextContent('no price')
  expect(screen.getByRole('link', { name: 'm-1' })).toHaveAttribute('href', '/w/demo/events/m-1')
})

test('a log that is held shows no new line until it goes on', async () => {
  await openLog()
  Stream.last.say('line', line('first'))
  await userEvent.click(screen.getByRole('button', { name: 'Pause' }))
  Stream.last.say('line', line('second'))
  expect(screen.queryByText('second')).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Go on (1 new)' }))
  expect(screen.getByText('second')).toBeVisible()
})

test('a log that is refused says so and is tried again', async () => {
  await openLog()
  const first = Stream.last
  first.refuse()
  expect(screen.getByText('Not connected')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
  expect(Stream.last).not.toBe(first)
})
