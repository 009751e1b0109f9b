import { zodResolver } from '@hookform/resolvers/zod'
import { createColumnHelper } from '@tanstack/react-table'
import { KeySquareIcon } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useForm } from 'react-hook-form'
import type { Schemas } from '@/api/client'
import { ConfirmButton } from '@/components/confirm-button'
import { EmptyState } from '@/components/empty-state'
import { FormError } from '@/components/form-error'
import { FormField } from '@/components/form-field'
import { SecretOnce } from '@/components/secret-once'
import { DataTable } from '@/components/table/data-table'
import { TimeAgo } from '@/components/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent } from '@/components/ui/card'
import { Input, NativeSelect } from '@/components/ui/input'
import { words } from '@/lib/format'
import { ROLES, tokenSchema } from '../data/schema'
import { useCreateToken, useRevokeToken, useTokens } from '../hooks/use-members'

type Token = Schemas['Token']

const column = createColumnHelper<Token>()

function State({ token }: { token: Token }) {
  const [now] = useState(() => Date.now())
  if (token.revoked_at) return <Badge tone="danger">Revoked</Badge>
  if (Date.parse(token.expires_at) < now) return <Badge tone="warning">Expired</Badge>
  return <Badge tone="success">Works</Badge>
}

export function Tokens() {
  const tokens = useTokens(true)
  const columns = useMemo(
    () => [
      column.accessor('name', {
        header: 'Name',
        cell: ({ row: { original } }) => (
          <span className="grid">
            <span className="font-medium">{original.name}</span>
            <code className="text-xs text-muted-foreground">{original.hint}</code>
          </span>
        ),
      }),
      column.accessor('role', { header: 'Role', cell: ({ getValue }) => words(getValue()) }),
      column.display({ id: 'state', header: 'State', cell: ({ row }) => <State token={row.original} /> }),
      column.accessor('last_used_at', {
        header: 'Last used',
        cell: ({ getValue }) => <TimeAgo time={getValue()} />,
        meta: { className: 'hidden md:table-cell' },
      }),
      column.accessor('expires_at', {
        header: 'Expires',
        cell: ({ getValue }) => <TimeAgo time={getValue()} />,
        meta: { className: 'hidden sm:table-cell' },
      }),
      column.display({
        id: 'actions',
        header: () => <span className="sr-only">Actions</span>,
        cell: ({ row }) => !row.original.revoked_at && <Revoke token={row.original} />,
        meta: { className: 'text-right' },
      }),
    ],
    [],
  )
  return (
    <div className="grid gap-4">
      <NewToken />
      <DataTable
        label="API tokens"
        columns={columns}
        pages={tokens}
        rowId={(token) => token.id}
        empty={
          <EmptyState icon={KeySquareIcon} title="No API token yet">
            With one, a program may do here what its role allows: Authorization: Bearer TOKEN.
          </EmptyState>
        }
      />
    </div>
  )
}

function NewToken() {
  const create = useCreateToken()
  const form = useForm<Schemas['NewToken']>({
    resolver: zodResolver(tokenSchema),
    defaultValues: { name: '', role: 'viewer', days: 90 },
  })
  const { errors } = form.formState
  return (
    <Card>
      <CardContent className="grid gap-4">
        <form className="grid gap-3" onSubmit={form.handleSubmit((values) => create.mutate(values))} noValidate>
          <FormError error={create.error} />
          <div className="grid gap-3 sm:grid-cols-[2fr_2fr_1fr_auto] sm:items-start">
            <FormField label="Name" error={errors.name?.message}>
              <Input placeholder="Nightly import" {...form.register('name')} />
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
            <FormField label="Days" error={errors.days?.message}>
              <Input type="number" min={1} max={365} {...form.register('days', { valueAsNumber: true })} />
            </FormField>
            <Button type="submit" className="sm:mt-5" disabled={create.isPending}>
              Make token
            </Button>
          </div>
        </form>
        {create.data && <SecretOnce secret={create.data.secret} label="API token" />}
      </CardContent>
    </Card>
  )
}

function Revoke({ token }: { token: Token }) {
  const revoke = useRevokeToken()
  return (
    <ConfirmButton
      title={`Revoke ${token.name}?`}
      description="It stops working at once, for good."
      action="Revoke"
      onConfirm={() => revoke.mutateAsync(token.id)}
    >
      <Button variant="ghost" size="sm" className="text-destructive" aria-label={`Revoke ${token.name}`}>
        Revoke
      </Button>
    </ConfirmButton>
  )
}
