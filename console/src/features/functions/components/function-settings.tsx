import { CodeEditor } from '@/components/editor/code-editor'
import { FormField } from '@/components/form-field'
import { Input } from '@/components/ui/input'
import { LONGEST_TIMEOUT_MS, type SettingsText } from '../data/settings'

interface Props {
  value: SettingsText
  /** What can't be saved, by field. */
  problems: Partial<Record<keyof SettingsText, string>>
  /** Undefined: to be read only. */
  onChange?: (value: SettingsText) => void
}

/** What a function runs with beside its code; a version keeps it too. */
export function FunctionSettings({ value, problems, onChange }: Props) {
  return (
    <div className="grid gap-4">
      <FormField
        label="Time-out in ms"
        hint={`Of one invocation, waiting included; at most ${LONGEST_TIMEOUT_MS}. 0: the default of the jobs.`}
        error={problems.timeout}
      >
        <Input
          inputMode="numeric"
          disabled={!onChange}
          value={value.timeout}
          onChange={(event) => onChange?.({ ...value, timeout: event.target.value })}
        />
      </FormField>
      <div className="grid gap-1.5">
        <p className="font-medium">Props</p>
        <p className="text-xs text-muted-foreground">A JSON object; the function finds it as ctx.props.</p>
        <CodeEditor
          label="Props"
          language="json"
          height="200px"
          value={value.props}
          onChange={onChange && ((props) => onChange({ ...value, props }))}
        />
        {problems.props && (
          <p role="alert" className="text-xs text-destructive">
            {problems.props}
          </p>
        )}
      </div>
    </div>
  )
}
