import {
  Layer,
  Rectangle,
  ResponsiveContainer,
  Sankey,
  Tooltip,
  type SankeyLinkProps,
  type SankeyNodeProps,
} from 'recharts'
import { count } from '@/lib/format'
import type { Flow, FlowNode } from '../data/flow'

interface Props {
  flow: Flow
  onOpen: (list: NonNullable<FlowNode['list']>) => void
}

/** Pixels for each node, so that names do not stand on each other. */
const ROW = 46
const LABEL_BEFORE = 0.55

/** The bands. The table below it says the same, and can be used with the keyboard. */
export function FlowChart({ flow, onOpen }: Props) {
  const height = Math.max(220, Math.ceil(flow.nodes.length / 2) * ROW + 60)
  return (
    <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="How events flowed, as a picture">
      <div style={{ height, minWidth: 560 }}>
        <ResponsiveContainer width="100%" height="100%">
          <Sankey
            data={{ nodes: flow.nodes, links: flow.links }}
            nodePadding={28}
            nodeWidth={10}
            margin={{ top: 16, bottom: 16, left: 8, right: 8 }}
            node={(props: SankeyNodeProps) => <Node {...props} onOpen={onOpen} />}
            link={(props: SankeyLinkProps) => <Link {...props} />}
          >
            <Tooltip
              formatter={(value) => count(Number(value))}
              contentStyle={{
                background: 'var(--popover)',
                border: '1px solid var(--border)',
                borderRadius: 'var(--radius)',
                color: 'var(--popover-foreground)',
                fontSize: 12,
              }}
            />
          </Sankey>
        </ResponsiveContainer>
      </div>
    </div>
  )
}

function Node({ x, y, width, height, payload, onOpen }: SankeyNodeProps & Pick<Props, 'onOpen'>) {
  const node = payload as typeof payload & FlowNode
  const toLeft = node.targetNodes?.length === 0 || x > 560 * LABEL_BEFORE * 1.5
  return (
    <Layer>
      <Rectangle
        x={x}
        y={y}
        width={width}
        height={Math.max(height, 2)}
        fill={node.color}
        className={node.list && 'cursor-pointer'}
        onClick={() => node.list && onOpen(node.list)}
      />
      <text
        x={toLeft ? x - 6 : x + width + 6}
        y={y + height / 2}
        textAnchor={toLeft ? 'end' : 'start'}
        dominantBaseline="middle"
        fontSize={12}
        fill="var(--foreground)"
      >
        {node.name} <tspan fill="var(--muted-foreground)">{count(node.events ?? node.value)}</tspan>
      </text>
    </Layer>
  )
}

function Link({
  sourceX,
  sourceY,
  sourceControlX,
  targetX,
  targetY,
  targetControlX,
  linkWidth,
  payload,
}: SankeyLinkProps) {
  const color = (payload as typeof payload & { color: string }).color
  return (
    <path
      d={`M${sourceX},${sourceY} C${sourceControlX},${sourceY} ${targetControlX},${targetY} ${targetX},${targetY}`}
      fill="none"
      stroke={color}
      strokeOpacity={0.3}
      strokeWidth={Math.max(linkWidth, 1)}
    />
  )
}
