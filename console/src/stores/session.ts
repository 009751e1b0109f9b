import { create } from 'zustand'
import type { Schemas } from '@/api/client'

interface SessionState {
  /** Undefined: not asked yet. Null: nobody is logged in. */
  session: Schemas['Session'] | null | undefined
  begin: (session: Schemas['Session']) => void
  end: () => void
}

/** Who is logged in. The cookie itself is out of reach of scripts; this is what the service says about it. */
export const useSession = create<SessionState>((set) => ({
  session: undefined,
  begin: (session) => set({ session }),
  end: () => set({ session: null }),
}))
