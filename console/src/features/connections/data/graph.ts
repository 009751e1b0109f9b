import dagre from '@dagrejs/dagre'
import type { Edge, Node } from '@xyflow/react'
import type { Schemas } from '@/api/client'
import { filterText, type Connection } from './schema'

export type NodeKind = 'source' | 'function' | 'destination'
export type PipelineNode = Node<{ kind: NodeKind; label: string; note: string; target: string }, 'pipeline'>
export type PipelineEdge = Edge<{ connectionId: string }>

export interface Parts {
  sources: Schemas['Source'][]
  functions: Schemas['FunctionSummary'][]
  /** The built-in one among them. */
  destinations: Pick<Schemas['Destination'], 'id' | 'name' | 'type'>[]
  connections: Connection[]
}

const SIZE = { width: 200, height: 58 }
/** Always there, and no row of the service's: it gets every event of a source that has no connection to it. */
export const BUILT_IN: Parts['destinations'][number] = {
  id: 'clickhouse',
  name: 'Built-in ClickHouse',
  type: 'clickhouse',
}

/** Node ids are KIND/ID; a function has a node for each connection that it is part of. */
export const nodeId = (kind: NodeKind, ...parts: string[]) => [kind, ...parts].join('/')

/** Sources, the functions of each connection in their order, and destinations, laid out from left to right. */
export function pipeline(parts: Parts): { nodes: PipelineNode[]; edges: PipelineEdge[] } {
  const nodes = [
    ...parts.sources.map((source) =>
      node(nodeId('source', source.id), 'source', source.name, source.enabled ? 'Source' : 'Source, off', source.id),
    ),
    ...parts.destinations.map((destination) =>
      node(nodeId('destination', destination.id), 'destination', destination.name, destination.type, destination.id),
    ),
  ]
  const edges: PipelineEdge[] = []
  for (const connection of parts.connections) {
    const inner = connection.function_ids.map((id) => {
      const name = parts.functions.find((each) => each.id === id)?.name ?? id
      return node(nodeId('function', connection.id, id), 'function', name, 'Function', id)
    })
    nodes.push(...inner)
    const chain = [
      nodeId('source', connection.source_id),
      ...inner.map(({ id }) => id),
      nodeId('destination', connection.destination_id),
    ]
    chain.slice(1).forEach((target, index) => edges.push(edge(connection, chain[index], target, index === 0)))
  }
  return { nodes: place(nodes, edges), edges }
}

function node(id: string, kind: NodeKind, label: string, note: string, target: string): PipelineNode {
  return { id, type: 'pipeline', data: { kind, label, note, target }, position: { x: 0, y: 0 } }
}

function edge(connection: Connection, source: string, target: string, first: boolean): PipelineEdge {
  const state = connection.enabled ? (connection.paused ? 'paused' : '') : 'off'
  return {
    id: `${connection.id}:${source}`,
    source,
    target,
    data: { connectionId: connection.id },
    animated: state === '',
    label: first ? [state, filterText(connection)].filter(Boolean).join(': ') || undefined : undefined,
    labelStyle: { fill: 'var(--foreground)', fontSize: 11 },
    labelBgStyle: { fill: 'var(--card)' },
    labelBgPadding: [6, 3],
    style: {
      stroke: 'var(--chart-1)',
      strokeDasharray: state === 'off' ? '4 4' : undefined,
      strokeWidth: 2,
      opacity: state ? 0.55 : 1,
    },
  }
}

function place(nodes: PipelineNode[], edges: PipelineEdge[]) {
  const graph = new dagre.graphlib.Graph().setGraph({ rankdir: 'LR', nodesep: 24, ranksep: 110 })
  graph.setDefaultEdgeLabel(() => ({}))
  nodes.forEach(({ id }) => graph.setNode(id, { ...SIZE }))
  edges.forEach(({ source, target }) => graph.setEdge(source, target))
  dagre.layout(graph)
  // What is connected to nothing stands on its own side all the same.
  const right = Math.max(...nodes.map(({ id }) => graph.node(id).x))
  return nodes.map((each) => {
    const { x, y } = graph.node(each.id)
    return { ...each, position: { x: each.data.kind === 'destination' ? Math.max(right, 420) : x, y } }
  })
}
