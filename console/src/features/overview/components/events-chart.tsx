import { useState, type PointerEvent } from 'react'
import { clock, count } from '@/lib/format'
import { areaOf, lineOf, topOf } from '../data/chart'
import type { Overview } from '../data/schema'

type Point = Overview['points'][number]

const SERIES = [
  { key: 'accepted', name: 'Accepted', color: 'var(--chart-1)' },
  { key: 'delivered', name: 'Delivered', color: 'var(--chart-2)' },
  { key: 'rejected', name: 'Rejected', color: 'var(--chart-3)' },
] as const
const TICKS = 4

/** Accepted, delivered and rejected events of each minute: plain SVG, as a library of charts weighs half a megabyte. */
export function EventsChart({ points }: { points: Point[] }) {
  const [at, setAt] = useState<number>()
  const top = topOf(Math.max(...points.flatMap((point) => SERIES.map(({ key }) => point[key])), 0), TICKS)
  function follow({ clientX, currentTarget }: PointerEvent) {
    const { left, width } = currentTarget.getBoundingClientRect()
    setAt(Math.max(0, Math.min(points.length - 1, Math.round(((clientX - left) / width) * (points.length - 1)))))
  }
  return (
    <div role="img" aria-label={summary(points)} className="grid gap-2">
      <div className="grid h-56 grid-cols-[auto_1fr] grid-rows-[1fr_auto] gap-x-2 text-xs text-muted-foreground">
        <div aria-hidden className="-my-2 flex flex-col justify-between text-right tabular-nums">
          {Array.from({ length: TICKS + 1 }, (_, i) => (
            <span key={i}>{count((top * (TICKS - i)) / TICKS)}</span>
          ))}
        </div>
        <div className="relative" onPointerMove={follow} onPointerLeave={() => setAt(undefined)}>
          <svg viewBox="0 0 100 100" preserveAspectRatio="none" className="absolute inset-0 size-full" aria-hidden>
            {Array.from({ length: TICKS + 1 }, (_, i) => (
              <line
                key={i}
                x2="100"
                y1={(100 * i) / TICKS}
                y2={(100 * i) / TICKS}
                stroke="var(--border)"
                vectorEffect="non-scaling-stroke"
              />
            ))}
            {SERIES.map(({ key, color }) => {
              const values = points.map((point) => point[key] / top)
              return (
                <g key={key}>
                  <path d={areaOf(values)} fill={color} fillOpacity="0.12" />
                  <path
                    d={lineOf(values)}
                    fill="none"
                    stroke={color}
                    strokeWidth="1.5"
                    vectorEffect="non-scaling-stroke"
                  />
                </g>
              )
            })}
          </svg>
          {at !== undefined && points[at] && <Reading point={points[at]} share={at / Math.max(1, points.length - 1)} />}
        </div>
        <span />
        <div aria-hidden className="flex justify-between pt-2">
          {ticks(points).map((point) => (
            <span key={point.at}>{clock(point.at)}</span>
          ))}
        </div>
      </div>
      <div aria-hidden className="flex justify-center gap-4 text-xs">
        {SERIES.map(({ key, name, color }) => (
          <span key={key} className="flex items-center gap-1.5">
            <span className="size-2 rounded-full" style={{ background: color }} /> {name}
          </span>
        ))}
      </div>
    </div>
  )
}

/** The minute under the pointer. */
function Reading({ point, share }: { point: Point; share: number }) {
  return (
    <>
      <div className="pointer-events-none absolute inset-y-0 border-l" style={{ left: `${share * 100}%` }} />
      <dl
        className="pointer-events-none absolute top-1 z-10 grid grid-cols-[auto_auto] gap-x-3 rounded-md border bg-popover px-2 py-1 text-popover-foreground shadow"
        style={share < 0.5 ? { left: `calc(${share * 100}% + 8px)` } : { right: `calc(${(1 - share) * 100}% + 8px)` }}
      >
        <dt className="col-span-2 font-medium">{clock(point.at)}</dt>
        {SERIES.map(({ key, name }) => (
          <div key={key} className="contents">
            <dt>{name}</dt>
            <dd className="text-right tabular-nums">{count(point[key])}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

/** A few times along the axis, the first and the last with them. */
function ticks(points: Point[]) {
  const few = Math.min(TICKS + 1, points.length)
  return Array.from({ length: few }, (_, i) => points[Math.round((i * (points.length - 1)) / Math.max(1, few - 1))])
}

/** The picture in words. */
function summary(points: Point[]) {
  const most = points.reduce((peak, point) => (point.accepted > peak.accepted ? point : peak), points[0])
  if (!most) return 'No events'
  return `Events a minute from ${clock(points[0].at)} to ${clock(points.at(-1)!.at)}; at most ${most.accepted} accepted, at ${clock(most.at)}`
}
