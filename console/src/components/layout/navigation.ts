import {
  ActivityIcon,
  BoxesIcon,
  BracesIcon,
  DatabaseIcon,
  GaugeIcon,
  HeartPulseIcon,
  HomeIcon,
  InboxIcon,
  RadioIcon,
  ScaleIcon,
  ScrollTextIcon,
  Settings2Icon,
  SquareFunctionIcon,
  UsersIcon,
  WaypointsIcon,
  type LucideIcon,
} from 'lucide-react'

export interface NavigationItem {
  page: string
  label: string
  icon: LucideIcon
  /** Who sees it; everyone without. */
  only?: 'owner' | 'operator'
  /** Other words that people look for it by. */
  keywords?: string
}

export interface NavigationGroup {
  label: string
  items: NavigationItem[]
}

/** Every page, in the order in which an event meets them. */
export const NAVIGATION: NavigationGroup[] = [
  { label: 'Home', items: [{ page: 'overview', label: 'Overview', icon: HomeIcon, keywords: 'dashboard charts' }] },
  {
    label: 'Collect',
    items: [
      { page: 'sources', label: 'Sources', icon: RadioIcon, keywords: 'write keys snippet sdk' },
      { page: 'events', label: 'Live events', icon: ActivityIcon, keywords: 'debugger journey message' },
      { page: 'schemas', label: 'Schemas', icon: BracesIcon, keywords: 'fields types lock' },
    ],
  },
  {
    label: 'Deliver',
    items: [
      { page: 'connections', label: 'Connections', icon: WaypointsIcon, keywords: 'graph pipeline' },
      { page: 'functions', label: 'Functions', icon: SquareFunctionIcon, keywords: 'code transform javascript' },
      { page: 'destinations', label: 'Destinations', icon: DatabaseIcon, keywords: 'warehouse clickhouse postgres' },
    ],
  },
  {
    label: 'Account for',
    items: [
      { page: 'dead-letters', label: 'Dead letters', icon: InboxIcon, keywords: 'rejects errors replay dlq' },
      { page: 'ledger', label: 'Ledger', icon: ScaleIcon, keywords: 'balance sankey lost' },
      { page: 'usage', label: 'Usage and limits', icon: GaugeIcon, keywords: 'rate tier' },
    ],
  },
  {
    label: 'Run',
    items: [
      { page: 'status', label: 'Status', icon: HeartPulseIcon, keywords: 'doctor health' },
      { page: 'jobs', label: 'Jobs', icon: BoxesIcon, only: 'operator', keywords: 'flink savepoint lag' },
      { page: 'members', label: 'Members and tokens', icon: UsersIcon, keywords: 'invite api token role' },
      { page: 'audit', label: 'Audit log', icon: ScrollTextIcon, only: 'owner', keywords: 'changes history' },
      { page: 'settings', label: 'Settings', icon: Settings2Icon, keywords: 'theme password identity secrets' },
    ],
  },
]

/** What this person sees. */
export function visible(group: NavigationGroup, who: { isOwner: boolean; isOperator: boolean }) {
  return group.items.filter((item) => !item.only || (item.only === 'owner' ? who.isOwner : who.isOperator))
}
