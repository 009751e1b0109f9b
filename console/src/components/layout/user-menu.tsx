import { LogOutIcon, MonitorIcon, MoonIcon, SunIcon, UserIcon } from 'lucide-react'
import { api, body } from '@/api/client'
import { useChange } from '@/api/query'
import { useSession } from '@/stores/session'
import { useTheme, type Theme } from '@/stores/theme'
import { Button } from '../ui/button'
import { Menu, MenuContent, MenuItem, MenuLabel, MenuSeparator, MenuTrigger } from '../ui/menu'

const THEMES: { theme: Theme; label: string; icon: typeof SunIcon }[] = [
  { theme: 'light', label: 'Light', icon: SunIcon },
  { theme: 'dark', label: 'Dark', icon: MoonIcon },
  { theme: 'system', label: 'As the system', icon: MonitorIcon },
]

export function UserMenu() {
  const { session, end } = useSession()
  const { theme, setTheme } = useTheme()
  const logout = useChange(() => body(api.DELETE('/api/v1/session')), { stale: [], onDone: end })
  return (
    <Menu>
      <MenuTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Your account">
          <UserIcon />
        </Button>
      </MenuTrigger>
      <MenuContent align="end" className="w-56">
        <MenuLabel>
          <span className="block truncate text-sm font-medium text-foreground">{session?.user.name}</span>
          <span className="block truncate">{session?.user.email}</span>
        </MenuLabel>
        <MenuSeparator />
        <MenuLabel>Theme</MenuLabel>
        {THEMES.map(({ theme: each, label, icon: Icon }) => (
          <MenuItem key={each} onSelect={() => setTheme(each)}>
            <Icon /> <span className="flex-1">{label}</span> {each === theme && '✓'}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuItem onSelect={() => logout.mutate(undefined)}>
          <LogOutIcon /> Log out
        </MenuItem>
      </MenuContent>
    </Menu>
  )
}
