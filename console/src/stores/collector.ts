import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import { useSession } from './session'

interface CollectorState {
  /** As SDKs reach it. Empty: as the service says. */
  address: string
  setAddress: (address: string) => void
}

export const useCollector = create<CollectorState>()(
  persist((set) => ({ address: '', setAddress: (address) => set({ address }) }), { name: 'cdp-collector' }),
)

/** Where SDKs send events to. */
export function useCollectorUrl() {
  const address = useCollector((state) => state.address)
  const told = useSession((state) => state.session?.collector_url)
  return address || told || ''
}
