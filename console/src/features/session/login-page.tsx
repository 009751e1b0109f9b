import { zodResolver } from '@hookform/resolvers/zod'
import { useQuery } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { Navigate, useNavigate, useSearchParams } from 'react-router-dom'
import { api, body, type Schemas } from '@/api/client'
import { useChange } from '@/api/query'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { useSession } from '@/stores/session'
import { Door } from './components/door'
import { loginSchema } from './data/schema'

export default function LoginPage() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const begin = useSession((state) => state.begin)
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => body(api.GET('/api/v1/setup')) })
  const form = useForm<Schemas['LoginRequest']>({
    resolver: zodResolver(loginSchema),
    defaultValues: { email: '', password: '' },
  })
  const login = useChange((request: Schemas['LoginRequest']) => body(api.POST('/api/v1/session', { body: request })), {
    stale: [],
    quiet: true,
    onDone: (session) => {
      begin(session)
      navigate(safe(params.get('next')), { replace: true })
    },
  })
  if (setup.data?.required) return <Navigate to="/setup" replace />
  const { errors } = form.formState
  return (
    <Door title="Log in" description="After make up, the address and the password stand in its output and in .cdp/env.">
      <form className="grid gap-4" onSubmit={form.handleSubmit((values) => login.mutate(values))} noValidate>
        <FormError error={login.error ?? setup.error} />
        <FormField label="Email" error={errors.email?.message}>
          <Input type="email" autoComplete="username" autoFocus {...form.register('email')} />
        </FormField>
        <FormField label="Password" error={errors.password?.message}>
          <Input type="password" autoComplete="current-password" {...form.register('password')} />
        </FormField>
        <Button type="submit" disabled={login.isPending}>
          {login.isPending ? 'Logging in…' : 'Log in'}
        </Button>
      </form>
    </Door>
  )
}

/** A page of this console only, whatever a link says. */
function safe(next: string | null) {
  return next?.startsWith('/') && !next.startsWith('//') && !next.startsWith('/\\') ? next : '/'
}
