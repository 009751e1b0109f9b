import { ArrowUpIcon, XIcon } from 'lucide-react'
import type { Schemas } from '@/api/client'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/input'

interface Props {
  functions: Schemas['FunctionSummary'][]
  value: string[]
  onChange: (ids: string[]) => void
}

/** The functions of a connection, in the order in which an event passes them. */
export function FunctionChain({ functions, value, onChange }: Props) {
  const name = (id: string) => functions.find((each) => each.id === id)?.name ?? id
  function earlier(index: number) {
    const ids = [...value]
    ids.splice(index - 1, 0, ...ids.splice(index, 1))
    onChange(ids)
  }
  return (
    <div className="grid gap-2">
      <FormField label="Functions" hint="They run in this order.">
        <NativeSelect value="" onChange={(event) => event.target.value && onChange([...value, event.target.value])}>
          <option value="">{functions.length > 0 ? 'Add a function…' : 'No function yet'}</option>
          {functions
            .filter(({ id }) => !value.includes(id))
            .map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
        </NativeSelect>
      </FormField>
      {value.length > 0 && (
        <ol className="divide-y rounded-lg border">
          {value.map((id, index) => (
            <li key={id} className="flex items-center gap-2 px-3 py-1">
              <span className="text-muted-foreground tabular-nums">{index + 1}</span>
              <span className="min-w-0 flex-1 truncate">{name(id)}</span>
              {index > 0 && (
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`${name(id)} earlier`}
                  onClick={() => earlier(index)}
                >
                  <ArrowUpIcon />
                </Button>
              )}
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Without ${name(id)}`}
                onClick={() => onChange(value.filter((each) => each !== id))}
              >
                <XIcon />
              </Button>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
