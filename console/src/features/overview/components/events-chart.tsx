import { Area, AreaChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts'
import { clock, count } from '@/lib/format'
import type { Overview } from '../data/schema'

const SERIES = [
  { key: 'accepted', name: 'Accepted', color: 'var(--chart-1)' },
  { key: 'delivered', name: 'Delivered', color: 'var(--chart-2)' },
  { key: 'rejected', name: 'Rejected', color: 'var(--chart-3)' },
]

/** Accepted, delivered and rejected events of each minute. */
export default function EventsChart({ points }: { points: Overview['points'] }) {
  const axis = { stroke: 'var(--muted-foreground)', fontSize: 12, tickLine: false, axisLine: false }
  return (
    <div className="h-64" role="img" aria-label={summary(points)}>
      <ResponsiveContainer width="100%" height="100%">
        <AreaChart data={points} margin={{ top: 4, right: 4, bottom: 0, left: -8 }} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--border)" />
          <XAxis dataKey="at" tickFormatter={(at: string) => clock(at)} minTickGap={48} {...axis} />
          <YAxis tickFormatter={count} allowDecimals={false} width={48} {...axis} />
          <Tooltip
            labelFormatter={(at) => clock(String(at))}
            formatter={(value, name) => [count(Number(value)), name]}
            contentStyle={{
              background: 'var(--popover)',
              border: '1px solid var(--border)',
              borderRadius: 'var(--radius)',
              color: 'var(--popover-foreground)',
              fontSize: 12,
            }}
          />
          <Legend
            iconType="circle"
            iconSize={8}
            formatter={(name: string) => <span className="text-xs text-foreground">{name}</span>}
          />
          {SERIES.map(({ key, name, color }) => (
            <Area
              key={key}
              type="monotone"
              dataKey={key}
              name={name}
              stroke={color}
              fill={color}
              fillOpacity={0.12}
              strokeWidth={1.5}
              isAnimationActive={false}
            />
          ))}
        </AreaChart>
      </ResponsiveContainer>
    </div>
  )
}

/** The picture in words. */
function summary(points: Overview['points']) {
  const most = points.reduce((peak, point) => (point.accepted > peak.accepted ? point : peak), points[0])
  if (!most) return 'No events'
  return `Events a minute from ${clock(points[0].at)} to ${clock(points.at(-1)!.at)}; at most ${most.accepted} accepted, at ${clock(most.at)}`
}
