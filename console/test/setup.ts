import '@testing-library/jest-dom/vitest'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, vi } from 'vitest'
import { useSession } from '@/stores/session'

// A busy machine may take its time.
configure({ asyncUtilTimeout: 30_000 })

// What jsdom lacks and the components ask for.
window.matchMedia = (media) =>
  ({ matches: false, media, addEventListener: vi.fn(), removeEventListener: vi.fn() }) as unknown as MediaQueryList
window.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
}
Element.prototype.scrollIntoView = vi.fn()
Element.prototype.hasPointerCapture = () => false

afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
  localStorage.clear()
  useSession.setState({ session: undefined })
})

// jsdom has no layout, which the editor asks for: nothing is anywhere.
Range.prototype.getClientRects = () => Object.assign([], { item: () => null }) as unknown as DOMRectList
