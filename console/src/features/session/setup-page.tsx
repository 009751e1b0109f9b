import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { Navigate, useNavigate } from 'react-router-dom'
import { api, body, type Schemas } from '@/api/client'
import { useChange } from '@/api/query'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { useSession } from '@/stores/session'
import { Door } from './components/door'
import { setupSchema } from './data/schema'

/** The first run: makes the first account, once. */
export default function SetupPage() {
  const navigate = useNavigate()
  const begin = useSession((state) => state.begin)
  const needed = useQuery({ queryKey: ['setup'], queryFn: () => body(api.GET('/api/v1/setup')) })
  const form = useForm<Schemas['SetupRequest']>({
    resolver: zodResolver(setupSchema),
    defaultValues: { email: '', name: '', password: '', token: '' },
  })
  const setUp = useChange((request: Schemas['SetupRequest']) => body(api.POST('/api/v1/setup', { body: request })), {
    stale: [],
    quiet: true,
    onDone: (session) => {
      begin(session)
      navigate('/', { replace: true })
    },
  })
  if (needed.data?.required === false && !setUp.isSuccess) return <Navigate to="/login" replace />
  const { errors } = form.formState
  return (
    <Door
      title="Welcome"
      description="Nobody has an account here yet. The first one looks after the installation; this page then locks itself."
    >
      <form className="grid gap-4" onSubmit={form.handleSubmit((values) => setUp.mutate(values))} noValidate>
        <FormError error={setUp.error ?? needed.error} />
        <FormField label="Email" error={errors.email?.message}>
          <Input type="email" autoComplete="username" {...form.register('email')} />
        </FormField>
        <FormField label="Name" error={errors.name?.message}>
          <Input autoComplete="name" {...form.register('name')} />
        </FormField>
        <FormField label="Password" hint="At least 12 characters." error={errors.password?.message}>
          <Input type="password" autoComplete="new-password" {...form.register('password')} />
        </FormField>
        {needed.data?.token && (
          <FormField
            label="Set-up token"
            hint="It is in the admin service's log, or what CDP_SETUP_TOKEN was set to."
            error={errors.token?.message}
          >
            <Input autoComplete="off" {...form.register('token')} />
          </FormField>
        )}
        <Button type="submit" disabled={setUp.isPending}>
          Make the first account
        </Button>
      </form>
    </Door>
  )
}
