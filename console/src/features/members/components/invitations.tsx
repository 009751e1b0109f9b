import { zodResolver } from '@hookform/resolvers/zod'
import { createColumnHelper } from '@tanstack/react-table'
import { MailIcon } from 'lucide-react'
import { useMemo } from 'react'
import { useForm } from 'react-hook-form'
import type { Schemas } from '@/api/client'
import { ConfirmButton } from '@/components/confirm-button'
import { EmptyState } from '@/components/empty-state'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { SecretOnce } from '@/components/secret-once'
import { DataTable } from '@/components/table/data-table'
import { TimeAgo } from '@/components/time-ago'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { Input, NativeSelect } from '@/components/ui/input'
import { words } from '@/lib/format'
import { inviteSchema, ROLES } from '../data/schema'
import { useInvitations, useInvite, useRevokeInvitation } from '../hooks/use-members'

const column = createColumnHelper<Schemas['Invitation']>()

export function Invitations() {
  const invitations = useInvitations(true)
  const columns = useMemo(
    () => [
      column.accessor('email', { header: 'Email' }),
      column.accessor('role', { header: 'Role', cell: ({ getValue }) => words(getValue()) }),
      column.accessor('expires_at', {
        header: 'Ends',
        cell: ({ getValue }) => <TimeAgo time={getValue()} />,
        meta: { className: 'hidden sm:table-cell' },
      }),
      column.display({
        id: 'actions',
        header: () => <span className="sr-only">Actions</span>,
        cell: ({ row }) => <TakeBack invitation={row.original} />,
        meta: { className: 'text-right' },
      }),
    ],
    [],
  )
  return (
    <div className="grid gap-4">
      <Invite />
      <DataTable
        label="Invitations"
        columns={columns}
        pages={invitations}
        rowId={(invitation) => invitation.id}
        empty={<EmptyState icon={MailIcon} title="No open invitation" />}
      />
    </div>
  )
}

/** No mail is sent: the link is handed over by the one who invites. */
function Invite() {
  const invite = useInvite()
  const form = useForm<Schemas['NewInvitation']>({
    resolver: zodResolver(inviteSchema),
    defaultValues: { email: '', role: 'editor' },
  })
  return (
    <Card>
      <CardContent className="grid gap-4">
        <form className="grid gap-3" onSubmit={form.handleSubmit((values) => invite.mutate(values))} noValidate>
          <FormError error={invite.error} />
          <div className="grid gap-3 sm:grid-cols-[1fr_1fr_auto] sm:items-start">
            <FormField label="Email" error={form.formState.errors.email?.message}>
              <Input type="email" autoComplete="off" {...form.register('email')} />
            </FormField>
            <FormField label="Role">
              <NativeSelect {...form.register('role')}>
                {Object.entries(ROLES).map(([role, label]) => (
                  <option key={role} value={role}>
                    {label}
                  </option>
                ))}
              </NativeSelect>
            </FormField>
            <Button type="submit" className="sm:mt-5" disabled={invite.isPending}>
              Invite
            </Button>
          </div>
        </form>
        {invite.data && (
          <div className="grid gap-2">
            <p>Send this link to {invite.data.invitation.email}. No mail is sent from here.</p>
            <SecretOnce secret={window.location.origin + invite.data.path} label="invitation link" />
          </div>
        )}
      </CardContent>
    </Card>
  )
}

function TakeBack({ invitation }: { invitation: Schemas['Invitation'] }) {
  const revoke = useRevokeInvitation()
  return (
    <ConfirmButton
      title={`Take the invitation of ${invitation.email} back?`}
      description="Its link stops working."
      action="Take back"
      onConfirm={() => revoke.mutateAsync(invitation.id)}
    >
      <Button variant="ghost" size="sm" className="text-destructive" aria-label={`Take back: ${invitation.email}`}>
        Take back
      </Button>
    </ConfirmButton>
  )
}
