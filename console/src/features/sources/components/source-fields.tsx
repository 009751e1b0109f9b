import type { UseFormReturn } from 'react-hook-form'
import { FormField } from '@/components/form-field'
import { Input, NativeSelect } from '@/components/ui/input'
import { IP_POLICIES, SCHEMA_MODES, type SourceValues } from '../data/schema'

/** What a source is, when it is made and when it is changed. */
export function SourceFields({ form, disabled }: { form: UseFormReturn<SourceValues>; disabled?: boolean }) {
  const { errors } = form.formState
  return (
    <>
      <FormField label="Name" error={errors.name?.message}>
        <Input placeholder="Website" disabled={disabled} {...form.register('name')} />
      </FormField>
      <FormField label="Schema" hint="What happens to a field of a type that is not expected.">
        <NativeSelect disabled={disabled} {...form.register('schema_mode')}>
          {Object.entries(SCHEMA_MODES).map(([mode, label]) => (
            <option key={mode} value={mode}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </FormField>
      <FormField label="IP address" hint="Of the sender. The country is looked up before it is dropped.">
        <NativeSelect disabled={disabled} {...form.register('ip_policy')}>
          {Object.entries(IP_POLICIES).map(([policy, label]) => (
            <option key={policy} value={policy}>
              {label}
            </option>
          ))}
        </NativeSelect>
      </FormField>
    </>
  )
}
