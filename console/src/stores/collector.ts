import { create } from 'zustand'
import { persist } from 'zustand/middleware'

interface CollectorState {
  /** As SDKs reach it. Empty: this page's host, at the collector's default port. */
  address: string
  setAddress: (address: string) => void
}

export const useCollector = create<CollectorState>()(
  persist((set) => ({ address: '', setAddress: (address) => set({ address }) }), { name: 'cdp-collector' }),
)

const DEFAULT_PORT = 3049

/** Where SDKs send events to. */
export function useCollectorUrl() {
  const address = useCollector((state) => state.address)
  return address || `${window.location.protocol}//${window.location.hostname}:${DEFAULT_PORT}`
}
