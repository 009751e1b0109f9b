import { useEffect, useSyncExternalStore } from 'react'
import { create } from 'zustand'
import { persist } from 'zustand/middleware'

export type Theme = 'light' | 'dark' | 'system'

interface ThemeState {
  theme: Theme
  setTheme: (theme: Theme) => void
}

/** Kept under the name that public/theme.js reads before the first paint. */
export const useTheme = create<ThemeState>()(
  persist((set) => ({ theme: 'system', setTheme: (theme) => set({ theme }) }), { name: 'cdp-theme' }),
)

const system = () => window.matchMedia('(prefers-color-scheme: dark)')

function subscribe(changed: () => void) {
  system().addEventListener('change', changed)
  return () => system().removeEventListener('change', changed)
}

/** Whether the page is dark now. */
export function useDark() {
  const theme = useTheme((state) => state.theme)
  const systemDark = useSyncExternalStore(subscribe, () => system().matches)
  return theme === 'dark' || (theme === 'system' && systemDark)
}

/** Lets the document follow the theme. */
export function useThemeClass() {
  const dark = useDark()
  useEffect(() => {
    document.documentElement.classList.toggle('dark', dark)
  }, [dark])
}
