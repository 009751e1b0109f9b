import { create } from 'zustand'

interface RevealedKeys {
  /** By source: the key that was made last in this visit. The service shows a key once, so a reload forgets it. */
  keys: Record<string, string>
  reveal: (sourceId: string, secret: string) => void
}

export const useRevealedKeys = create<RevealedKeys>((set) => ({
  keys: {},
  reveal: (sourceId, secret) => set(({ keys }) => ({ keys: { ...keys, [sourceId]: secret } })),
}))
