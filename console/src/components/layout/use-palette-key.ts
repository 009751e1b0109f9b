import { useEffect, type Dispatch, type SetStateAction } from 'react'

/** Ctrl or Cmd with K opens the command palette, and closes it. */
export function usePaletteKey(setOpen: Dispatch<SetStateAction<boolean>>) {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return
      event.preventDefault()
      setOpen((open) => !open)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [setOpen])
}
