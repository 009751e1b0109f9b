import { FootprintsIcon, MoonIcon, SunIcon } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useWorkspace } from '@/lib/workspace'
import { useSession } from '@/stores/session'
import { useDark, useTheme } from '@/stores/theme'
import { Command, CommandEmpty, CommandGroup, CommandInput, CommandItem, CommandList } from '../ui/command'
import { Dialog, DialogContent } from '../ui/dialog'
import { NAVIGATION, visible } from './navigation'

interface Props {
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Every page, every workspace, and any event by its message id. */
export default function CommandPalette({ open, onOpenChange }: Props) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Go to"
        className="top-[12%] translate-y-0 gap-2 p-0 [&>div:first-child]:sr-only [&>button]:hidden"
      >
        <Choices onDone={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  )
}

function Choices({ onDone }: { onDone: () => void }) {
  const [text, setText] = useState('')
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const dark = useDark()
  const setTheme = useTheme((state) => state.setTheme)
  const workspaces = useSession((state) => state.session?.workspaces ?? [])
  function run(action: () => void) {
    onDone()
    action()
  }
  return (
    <Command label="Go to">
      <CommandInput placeholder="A page, a workspace, or a message id…" value={text} onValueChange={setText} />
      <CommandList>
        <CommandEmpty>Nothing is called so.</CommandEmpty>
        {NAVIGATION.map((group) => (
          <CommandGroup key={group.label} heading={group.label}>
            {visible(group, workspace).map(({ page, label, icon: Icon, keywords }) => (
              <CommandItem
                key={page}
                value={label}
                keywords={keywords?.split(' ')}
                onSelect={() => run(() => navigate(workspace.to(page)))}
              >
                <Icon /> {label}
              </CommandItem>
            ))}
          </CommandGroup>
        ))}
        {text.trim().length > 3 && (
          <CommandGroup heading="Event" forceMount>
            <CommandItem
              forceMount
              value={`journey ${text}`}
              onSelect={() => run(() => navigate(workspace.to(`events/${encodeURIComponent(text.trim())}`)))}
            >
              <FootprintsIcon /> Follow message id “{text.trim()}”
            </CommandItem>
          </CommandGroup>
        )}
        {workspaces.length > 1 && (
          <CommandGroup heading="Workspaces">
            {workspaces.map(({ id, name }) => (
              <CommandItem
                key={id}
                value={`workspace ${name}`}
                onSelect={() => run(() => navigate(`/w/${id}/overview`))}
              >
                {name}
              </CommandItem>
            ))}
          </CommandGroup>
        )}
        <CommandGroup heading="Appearance">
          <CommandItem value="theme" onSelect={() => run(() => setTheme(dark ? 'light' : 'dark'))}>
            {dark ? <SunIcon /> : <MoonIcon />} {dark ? 'Light theme' : 'Dark theme'}
          </CommandItem>
        </CommandGroup>
      </CommandList>
    </Command>
  )
}
