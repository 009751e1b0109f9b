import { CheckIcon, ChevronsUpDownIcon, PlusIcon } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useWorkspace } from '@/lib/workspace'
import { useSession } from '@/stores/session'
import { Button } from '../ui/button'
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from '../ui/menu'

// Forms and their rules are fetched when one is first opened.
const NewWorkspaceDialog = lazy(() => import('@/features/settings/components/new-workspace-dialog'))

export function WorkspaceMenu() {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const [making, setMaking] = useState(false)
  const workspaces = useSession((state) => state.session?.workspaces ?? [])
  return (
    <>
      <Menu>
        <MenuTrigger asChild>
          <Button variant="outline" className="w-full justify-between px-3" aria-label={`Workspace: ${workspace.name}`}>
            <span className="truncate">{workspace.name}</span>
            <ChevronsUpDownIcon className="text-muted-foreground" />
          </Button>
        </MenuTrigger>
        <MenuContent align="start" className="w-56">
          <MenuLabel>Workspaces</MenuLabel>
          {workspaces.map(({ id, name }) => (
            <MenuItem key={id} onSelect={() => navigate(`/w/${id}/overview`)}>
              <span className="flex-1 truncate">{name}</span> {id === workspace.id && <CheckIcon />}
            </MenuItem>
          ))}
          {workspace.isOperator && (
            <>
              <MenuSeparator />
              <MenuItem onSelect={() => setMaking(true)}>
                <PlusIcon /> New workspace
              </MenuItem>
            </>
          )}
        </MenuContent>
      </Menu>
      {making && (
        <Suspense>
          <NewWorkspaceDialog open onOpenChange={setMaking} />
        </Suspense>
      )}
    </>
  )
}
