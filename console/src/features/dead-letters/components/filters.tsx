import { XIcon } from 'lucide-react'
import { SearchBox } from '@/components/table/search-box'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/input'
import { useAllSources } from '@/features/sources/hooks/use-sources'
import { count, words } from '@/lib/format'
import { FILTERS, SPANS, type Filter } from '../data/schema'
import { useReasons } from '../hooks/use-dead-letters'

interface Props {
  span: string
  state: Record<Filter, string>
  onChange: (change: Partial<Record<Filter | 'span', string>>) => void
}

export function Filters({ span, state, onChange }: Props) {
  const sources = useAllSources()
  const reasons = useReasons()
  const byId = (FILTERS as readonly Filter[]).filter(
    (name) => name.endsWith('_id') && name !== 'source_id' && state[name],
  )
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <NativeSelect
        aria-label="Time"
        className="w-auto"
        value={span}
        onChange={(event) => onChange({ span: event.target.value })}
      >
        {Object.entries(SPANS).map(([name, { label }]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label="Reason"
        className="w-auto max-w-56"
        value={state.reason && `${state.stage}/${state.reason}`}
        onChange={(event) => {
          const [stage = '', reason = ''] = event.target.value.split('/')
          onChange({ stage, reason })
        }}
      >
        <option value="">Every reason</option>
        {reasons.data?.items.map(({ stage, reason, count: events }) => (
          <option key={stage + reason} value={`${stage}/${reason}`}>
            {words(reason)}, {words(stage).toLowerCase()} ({count(events)})
          </option>
        ))}
      </NativeSelect>
      <NativeSelect
        aria-label="Source"
        className="w-auto max-w-56"
        value={state.source_id}
        onChange={(event) => onChange({ source_id: event.target.value })}
      >
        <option value="">Every source</option>
        {sources.data?.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </NativeSelect>
      <SearchBox label="Event name" className="sm:w-40" value={state.event} onChange={(event) => onChange({ event })} />
      <SearchBox label="Field" className="sm:w-36" value={state.field} onChange={(field) => onChange({ field })} />
      {byId.map((name) => (
        <Button key={name} variant="secondary" onClick={() => onChange({ [name]: '' })}>
          {words(name.replace('_id', ''))}: {state[name].slice(0, 12)} <XIcon />
        </Button>
      ))}
    </div>
  )
}
