import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { renderPage } from '../../../test/render'
import { useUrlState } from './use-url-state'

function Probe() {
  const [{ q, sort }, set] = useUrlState(['q', 'sort'])
  return (
    <button onClick={() => set({ q: '', sort: 'name' })}>
      q={q} sort={sort}
    </button>
  )
}

test('the state is read from the address, and what is empty is left out of it', async () => {
  const { router } = renderPage(<Probe />, '/list?q=shop&other=1')
  expect(screen.getByText('q=shop sort=')).toBeVisible()
  await userEvent.click(screen.getByRole('button'))
  expect(router.state.location.search).toBe('?other=1&sort=name')
})
