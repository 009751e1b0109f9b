import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input, NativeSelect } from '@/components/ui/input'
import { useTheme, type Theme } from '@/stores/theme'
import { passwordSchema } from '../data/schema'
import { useChangePassword } from '../hooks/use-settings'
import { Section } from './section'

export function AppearanceSection() {
  const { theme, setTheme } = useTheme()
  return (
    <Section title="Appearance" description="In this browser.">
      <FormField label="Theme">
        <NativeSelect className="sm:w-60" value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
          <option value="system">As the system</option>
          <option value="light">Light</option>
          <option value="dark">Dark</option>
        </NativeSelect>
      </FormField>
    </Section>
  )
}

export function PasswordSection() {
  const form = useForm({ resolver: zodResolver(passwordSchema), defaultValues: { current: '', password: '' } })
  const change = useChangePassword(() => form.reset())
  const { errors } = form.formState
  return (
    <Section title="Your password" description="A new one ends all your other sessions.">
      <form className="grid gap-3" onSubmit={form.handleSubmit((values) => change.mutate(values))} noValidate>
        <FormError error={change.error} />
        <div className="grid gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-start">
          <FormField label="Present password" error={errors.current?.message}>
            <Input type="password" autoComplete="current-password" {...form.register('current')} />
          </FormField>
          <FormField label="New password" error={errors.password?.message}>
            <Input type="password" autoComplete="new-password" {...form.register('password')} />
          </FormField>
          <Button type="submit" className="sm:mt-5" disabled={change.isPending}>
            Change
          </Button>
        </div>
      </form>
    </Section>
  )
}
