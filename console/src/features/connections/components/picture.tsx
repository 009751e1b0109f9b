import {
  Background,
  Controls,
  Handle,
  Position,
  ReactFlow,
  type Connection as Drawn,
  type NodeProps,
} from '@xyflow/react'
import '@xyflow/react/dist/base.css'
import { DatabaseIcon, RadioIcon, SquareFunctionIcon, type LucideIcon } from 'lucide-react'
import { useMemo } from 'react'
import { useNavigate } from 'react-router-dom'
import { cn } from '@/lib/utils'
import { useWorkspace } from '@/lib/workspace'
import { useDark } from '@/stores/theme'
import { pipeline, type NodeKind, type Parts, type PipelineNode } from '../data/graph'

const ICONS: Record<NodeKind, LucideIcon> = {
  source: RadioIcon,
  function: SquareFunctionIcon,
  destination: DatabaseIcon,
}
const PAGES: Record<NodeKind, (target: string) => string> = {
  source: (target) => `sources/${target}`,
  function: (target) => `functions/${target}`,
  destination: () => 'destinations',
}
const NODE_TYPES = { pipeline: PipelineNodeView }

interface Props {
  parts: Parts
  onOpen: (connectionId: string) => void
  onDraw: (ends: { from: string; to: string }) => void
}

/** The way of events from left to right. A line is opened by a click, and made by drawing it. */
export function Picture({ parts, onOpen, onDraw }: Props) {
  const { nodes, edges } = useMemo(() => pipeline(parts), [parts])
  const navigate = useNavigate()
  const workspace = useWorkspace()
  function draw({ source, target }: Drawn) {
    const [from, to] = [source, target].map((id) => id.split('/'))
    if (from[0] === 'source' && to[0] === 'destination') onDraw({ from: from[1], to: to.slice(1).join('/') })
  }
  return (
    <div className="h-[48vh] min-h-72 overflow-hidden rounded-xl border bg-card">
      <ReactFlow
        key={nodes.length + edges.length}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        colorMode={useDark() ? 'dark' : 'light'}
        onConnect={draw}
        onEdgeClick={(_, edge) => edge.data && onOpen(edge.data.connectionId)}
        onNodeClick={(_, { data }) => navigate(workspace.to(PAGES[data.kind](data.target)))}
        nodesConnectable={workspace.canEdit}
        nodesDraggable={false}
        edgesReconnectable={false}
        deleteKeyCode={null}
        fitView
        fitViewOptions={{ maxZoom: 1, padding: 0.15 }}
        minZoom={0.2}
        aria-label="Connections from sources to destinations"
      >
        <Background />
        <Controls showInteractive={false} className="overflow-hidden rounded-md border bg-card text-foreground" />
      </ReactFlow>
    </div>
  )
}

function PipelineNodeView({ data }: NodeProps<PipelineNode>) {
  const Icon = ICONS[data.kind]
  const dot = 'size-3! rounded-full border-2! border-card! bg-primary!'
  return (
    <div
      className={cn(
        'flex h-[58px] w-[200px] cursor-pointer items-center gap-3 rounded-lg border bg-card px-3 shadow-xs',
        data.kind === 'function' && 'border-dashed',
      )}
    >
      {data.kind !== 'source' && <Handle type="target" position={Position.Left} className={dot} />}
      <Icon className="size-4 shrink-0 text-primary" aria-hidden />
      <span className="min-w-0">
        <span className="block truncate text-sm font-medium">{data.label}</span>
        <span className="block truncate text-xs text-muted-foreground">{data.note}</span>
      </span>
      {data.kind !== 'destination' && <Handle type="source" position={Position.Right} className={dot} />}
    </div>
  )
}
