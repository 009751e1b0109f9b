import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { answer, page } from '../../../test/answers'
import { renderPage } from '../../../test/render'
import { DestinationForm } from './components/destination-form'

async function tested(result: object) {
  const requests = answer({
    'GET /workspaces/demo/secrets': page(),
    'POST /workspaces/demo/destinations/test': result,
  })
  renderPage(<DestinationForm onDone={() => {}} />, '/w/demo/destinations', '/w/:workspace/destinations')
  await userEvent.type(screen.getByLabelText('Name'), 'Own')
  await userEvent.type(screen.getByLabelText('Address'), 'http://clickhouse:8123')
  await userEvent.click(screen.getByRole('button', { name: 'Test connection' }))
  await screen.findByRole('status')
  return requests
}

test('a test shows what will be run there', async () => {
  await tested({ ok: true, message: 'It answers.', duration_ms: 3, statements: ['CREATE TABLE a', 'CREATE TABLE b'] })
  await userEvent.click(screen.getByText('What will be run there'))
  expect(screen.getByLabelText('statements')).toHaveTextContent('CREATE TABLE a; CREATE TABLE b;')
})

test('where all tables are there, nothing is said of statements', async () => {
  await tested({ ok: true, message: 'It answers.', duration_ms: 3, statements: [] })
  expect(screen.queryByText('What will be run there')).not.toBeInTheDocument()
})
