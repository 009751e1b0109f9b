import { QueryClientProvider } from '@tanstack/react-query'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { createMemoryRouter, RouterProvider } from 'react-router-dom'
import { createQueryClient } from '@/api/query'
import { Toaster } from '@/components/ui/toaster'
import { useSession } from '@/stores/session'
import { SESSION } from './answers'

/** Draws a page at an address, for someone who is logged in. */
export function renderPage(page: ReactNode, address: string, path = address.split('?')[0]) {
  useSession.setState({ session: SESSION })
  const router = createMemoryRouter(
    [
      { path, element: page },
      { path: '*', element: <p>elsewhere</p> },
    ],
    {
      initialEntries: [address],
    },
  )
  const view = render(
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} />
      <Toaster />
    </QueryClientProvider>,
  )
  return { ...view, router }
}
