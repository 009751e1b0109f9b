import { NavLink } from 'react-router-dom'
import { cn } from '@/lib/utils'
import { useWorkspace } from '@/lib/workspace'
import { NAVIGATION, visible } from './navigation'

/** The pages, by groups. On a phone it is shown in a sheet, and closes when one is chosen. */
export function Sidebar({ onChoose }: { onChoose?: () => void }) {
  const workspace = useWorkspace()
  return (
    <nav aria-label="Pages" className="flex flex-col gap-4 px-3 py-3">
      {NAVIGATION.map((group) => (
        <div key={group.label} role="group" aria-label={group.label}>
          {group.label !== 'Home' && (
            <p className="px-2 pb-1 text-xs font-medium text-muted-foreground">{group.label}</p>
          )}
          <ul className="grid gap-0.5">
            {visible(group, workspace).map(({ page, label, icon: Icon }) => (
              <li key={page}>
                <NavLink
                  to={workspace.to(page)}
                  onClick={onChoose}
                  className={({ isActive }) =>
                    cn(
                      'flex items-center gap-2.5 rounded-md px-2 py-1.5 outline-none hover:bg-accent focus-visible:ring-[3px] focus-visible:ring-ring/50',
                      isActive && 'bg-accent font-medium text-accent-foreground',
                    )
                  }
                >
                  <Icon className="size-4 shrink-0" aria-hidden /> {label}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
