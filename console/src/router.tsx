import { lazy, Suspense, type ComponentType } from 'react'
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router-dom'
import { Shell } from './components/layout/shell'
import { Home, SessionGate } from './features/session'

type Page = () => Promise<{ default: ComponentType }>

/** Before the login. */
const DOORS: Record<string, Page> = {
  '/login': () => import('./features/session/login-page'),
  '/setup': () => import('./features/session/setup-page'),
  '/invitation': () => import('./features/session/invitation-page'),
}

/** Each page is a file of its own, fetched when it is first opened. */
const PAGES: Record<string, Page> = {
  overview: () => import('./features/overview'),
  sources: () => import('./features/sources'),
  'sources/:source': () => import('./features/sources/source-page'),
  events: () => import('./features/events'),
  'events/:message': () => import('./features/events/journey-page'),
  'dead-letters': () => import('./features/dead-letters'),
  functions: () => import('./features/functions'),
  'functions/:function': () => import('./features/functions/function-page'),
  destinations: () => import('./features/destinations'),
  schemas: () => import('./features/schemas'),
  members: () => import('./features/members'),
  audit: () => import('./features/audit'),
  connections: () => import('./features/connections'),
  usage: () => import('./features/usage'),
  ledger: () => import('./features/ledger'),
  status: () => import('./features/status'),
  jobs: () => import('./features/jobs'),
  'jobs/:job': () => import('./features/jobs/job-page'),
  settings: () => import('./features/settings'),
}

/** Begins to fetch the page that the address names, while the service is still asked who is there. */
export function preload(pathname: string) {
  const page = /^\/w\/[^/]+\/([^/]+)/.exec(pathname)?.[1] ?? (pathname === '/' ? 'overview' : '')
  // What fails here fails again where it is needed, and is told there.
  void PAGES[page]?.().catch(() => undefined)
}

function pages(from: Record<string, Page>): RouteObject[] {
  return Object.entries(from).map(([path, load]) => {
    const Component = lazy(load)
    return { path, element: <Component /> }
  })
}

export const router = createBrowserRouter(
  [
    ...pages(DOORS).map((route) => ({ ...route, element: <Suspense>{route.element}</Suspense> })),
    {
      element: <SessionGate />,
      children: [
        { path: '/', element: <Home /> },
        {
          path: '/w/:workspace',
          element: <Shell />,
          children: [
            { index: true, element: <Navigate to="overview" replace /> },
            ...pages(PAGES),
            { path: '*', element: <Navigate to="../overview" replace /> },
          ],
        },
      ],
    },
    { path: '*', element: <Navigate to="/" replace /> },
  ],
  {
    future: {
      v7_relativeSplatPath: true,
      v7_fetcherPersist: true,
      v7_normalizeFormMethod: true,
      v7_partialHydration: true,
      v7_skipActionErrorRevalidation: true,
    },
  },
)
