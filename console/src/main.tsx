import { QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { RouterProvider } from 'react-router-dom'
import { config } from 'zod/v4/core'
import { createQueryClient } from './api/query'
import { Toaster } from './components/ui/toaster'
import './index.css'
import { preload, router } from './router'

// Without the code that zod would compile at run time, which the content security policy forbids.
config({ jitless: true })

preload(window.location.pathname)
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <RouterProvider router={router} future={{ v7_startTransition: true }} />
      <Toaster />
    </QueryClientProvider>
  </StrictMode>,
)
