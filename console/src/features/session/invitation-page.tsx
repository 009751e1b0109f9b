import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { Link, useNavigate, useSearchParams } from 'react-router-dom'
import type { z } from 'zod'
import { api, body } from '@/api/client'
import { useChange } from '@/api/query'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { useSession } from '@/stores/session'
import { Door } from './components/door'
import { acceptSchema } from './data/schema'

type Values = z.infer<typeof acceptSchema>

/** Where an invitation's link leads. */
export default function InvitationPage() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const token = params.get('token') ?? ''
  const begin = useSession((state) => state.begin)
  const form = useForm<Values>({ resolver: zodResolver(acceptSchema), defaultValues: { name: '', password: '' } })
  const accept = useChange(
    (values: Values) => body(api.POST('/api/v1/invitations/accept', { body: { token, ...values } })),
    {
      stale: [],
      quiet: true,
      onDone: (session) => {
        begin(session)
        navigate('/', { replace: true })
      },
    },
  )
  const { errors } = form.formState
  if (!token) {
    return (
      <Door title="No invitation" description="The link is incomplete: copy it whole from the one who invited you.">
        <Button asChild variant="outline">
          <Link to="/login">To the login</Link>
        </Button>
      </Door>
    )
  }
  return (
    <Door
      title="Accept the invitation"
      description="Have you an account with this email already? Then type its password."
    >
      <form className="grid gap-4" onSubmit={form.handleSubmit((values) => accept.mutate(values))} noValidate>
        <FormError error={accept.error} />
        <FormField label="Name" error={errors.name?.message}>
          <Input autoComplete="name" {...form.register('name')} />
        </FormField>
        <FormField label="Password" hint="At least 12 characters." error={errors.password?.message}>
          <Input type="password" autoComplete="new-password" {...form.register('password')} />
        </FormField>
        <Button type="submit" disabled={accept.isPending}>
          Accept
        </Button>
      </form>
    </Door>
  )
}
