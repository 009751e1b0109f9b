import { MenuIcon, SearchIcon } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Navigate, Outlet, useLocation } from 'react-router-dom'
import { useWorkspace } from '@/lib/workspace'
import { useSession } from '@/stores/session'
import { Button } from '../ui/button'
import { Dialog, DialogTrigger, SheetContent } from '../ui/dialog'
import { Logo } from './logo'
import { PageBoundary } from './page-boundary'
import { PageSkeleton } from './page-skeleton'
import { Sidebar } from './sidebar'
import { usePaletteKey } from './use-palette-key'
import { UserMenu } from './user-menu'
import { WorkspaceMenu } from './workspace-menu'

const CommandPalette = lazy(() => import('./command-palette'))

/** What stands around every page of a workspace. */
export function Shell() {
  const [palette, setPalette] = useState(false)
  const [menu, setMenu] = useState(false)
  usePaletteKey(setPalette)
  const { pathname } = useLocation()
  const workspace = useWorkspace()
  const first = useSession((state) => state.session?.workspaces[0])
  if (!workspace.isMember && first) return <Navigate to={`/w/${first.id}/overview`} replace />
  return (
    <div className="flex min-h-dvh">
      <a
        href="#page"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:fixed focus:top-2 focus:left-2"
      >
        Skip to the page
      </a>
      <aside className="sticky top-0 hidden h-dvh w-60 shrink-0 flex-col overflow-y-auto border-r bg-sidebar lg:flex">
        <div className="grid gap-3 px-3 pt-4">
          <div className="px-2">
            <Logo />
          </div>
          <WorkspaceMenu />
        </div>
        <Sidebar />
      </aside>
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="sticky top-0 z-30 flex h-14 items-center gap-2 border-b bg-background/95 px-3 backdrop-blur sm:px-6">
          <Dialog open={menu} onOpenChange={setMenu}>
            <DialogTrigger asChild>
              <Button variant="ghost" size="icon" className="lg:hidden" aria-label="Pages">
                <MenuIcon />
              </Button>
            </DialogTrigger>
            <SheetContent
              title="Pages"
              className="right-auto left-0 max-w-72 border-r px-2 data-[state=open]:slide-in-from-left"
            >
              <div className="px-3">
                <WorkspaceMenu />
              </div>
              <Sidebar onChoose={() => setMenu(false)} />
            </SheetContent>
          </Dialog>
          <button
            type="button"
            onClick={() => setPalette(true)}
            className="flex h-9 min-w-0 flex-1 items-center gap-2 rounded-md border bg-card px-3 text-muted-foreground outline-none hover:bg-accent focus-visible:ring-[3px] focus-visible:ring-ring/50 sm:max-w-80"
          >
            <SearchIcon className="size-4 shrink-0" aria-hidden />
            <span className="truncate">Go to a page or an event</span>
            <kbd className="ml-auto hidden rounded border bg-muted px-1.5 text-xs sm:inline">Ctrl K</kbd>
          </button>
          <div className="ml-auto">
            <UserMenu />
          </div>
        </header>
        <main id="page" tabIndex={-1} className="mx-auto w-full max-w-7xl flex-1 px-3 py-5 outline-none sm:px-6">
          <PageBoundary key={pathname}>
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          </PageBoundary>
        </main>
      </div>
      {palette && (
        <Suspense>
          <CommandPalette open onOpenChange={setPalette} />
        </Suspense>
      )}
    </div>
  )
}
