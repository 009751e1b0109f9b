import { SearchBox } from '@/components/table/search-box'
import { NativeSelect } from '@/components/ui/input'
import { useAllSources } from '@/features/sources/hooks/use-sources'
import { TYPES, type Filter } from '../data/schema'

interface Props {
  state: Record<Filter, string>
  onChange: (change: Partial<Record<Filter, string>>) => void
}

const TEXTS: Partial<Record<Filter, string>> = {
  event: 'Event name',
  message_id: 'Message id',
  anonymous_id: 'Anonymous id',
  user_id: 'User id',
}

export function Filters({ state, onChange }: Props) {
  const sources = useAllSources()
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <NativeSelect
        aria-label="Source"
        className="w-auto max-w-48"
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
      <NativeSelect
        aria-label="Type"
        className="w-auto"
        value={state.type}
        onChange={(event) => onChange({ type: event.target.value })}
      >
        <option value="">Every type</option>
        {TYPES.map((type) => (
          <option key={type}>{type}</option>
        ))}
      </NativeSelect>
      {(Object.entries(TEXTS) as [Filter, string][]).map(([name, label]) => (
        <SearchBox
          key={name}
          label={label}
          className="sm:w-40"
          value={state[name]}
          onChange={(text) => onChange({ [name]: text })}
        />
      ))}
    </div>
  )
}
