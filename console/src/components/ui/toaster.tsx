import { Toaster as Sonner } from 'sonner'
import { useDark } from '@/stores/theme'

export function Toaster() {
  return <Sonner theme={useDark() ? 'dark' : 'light'} position="bottom-right" closeButton richColors={false} />
}
