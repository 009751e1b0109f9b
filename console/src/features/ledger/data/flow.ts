import { difference, OUTCOMES, total, type LedgerEntry, type State } from './schema'

export interface FlowNode {
  name: string
  color: string
  /** Events, where it is not the sum of the bands: a source's are in the band of each destination. */
  events?: number
  /** What to list when it is clicked; without it, nothing. */
  list?: { state: State; destination_id: string; source_id?: string }
}

export interface Flow {
  nodes: FlowNode[]
  links: { source: number; target: number; value: number; color: string }[]
}

const UNBALANCED = { name: 'Does not balance', color: 'var(--destructive)' }

/** Bands from sources through destinations to how it ended. What has no destination ended before any. */
export function flow(
  entries: LedgerEntry[],
  sourceName: (id: string) => string,
  destinationName: (id: string) => string,
): Flow {
  const nodes: FlowNode[] = []
  const links: Flow['links'] = []
  const indexes = new Map<string, number>()
  function index(key: string, node: () => FlowNode) {
    if (!indexes.has(key)) indexes.set(key, nodes.push(node()) - 1)
    return indexes.get(key)!
  }
  for (const entry of entries.filter(({ accepted }) => accepted > 0)) {
    const { source_id, destination_id } = entry
    const source = index(`s/${source_id}`, () => ({
      name: sourceName(source_id),
      color: 'var(--chart-1)',
      list: { state: 'accepted', destination_id, source_id },
    }))
    const destination = index(`d/${destination_id}`, () => ({
      name: destinationName(destination_id),
      color: 'var(--chart-5)',
      list: { state: 'accepted', destination_id },
    }))
    nodes[source].events = Math.max(nodes[source].events ?? 0, entry.accepted)
    links.push({ source, target: destination, value: entry.accepted, color: 'var(--chart-1)' })
  }
  for (const id of new Set(entries.map(({ destination_id }) => destination_id))) {
    const mine = entries.filter(({ destination_id }) => destination_id === id)
    const from = indexes.get(`d/${id}`)
    if (from === undefined) continue
    for (const { key, state, label, color } of OUTCOMES) {
      const value = total(mine, key)
      if (value === 0) continue
      const target = index(`o/${state}/${id}`, () => ({ name: label, color, list: { state, destination_id: id } }))
      links.push({ source: from, target, value, color })
    }
    const missing = mine.reduce((sum, entry) => sum + Math.abs(difference(entry)), 0)
    if (missing > 0) {
      links.push({ source: from, target: index(`u/${id}`, () => UNBALANCED), value: missing, color: UNBALANCED.color })
    }
  }
  return { nodes, links }
}
