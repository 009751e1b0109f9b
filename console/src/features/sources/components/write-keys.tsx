import { createColumnHelper } from '@tanstack/react-table'
import { KeyRoundIcon, PlusIcon } from 'lucide-react'
import { useMemo } from 'react'
import { ConfirmButton } from '@/components/confirm-button'
import { EmptyState } from '@/components/empty-state'
import { SecretOnce } from '@/components/secret-once'
import { DataTable } from '@/components/table/data-table'
import { TimeAgo } from '@/components/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { useWorkspace } from '@/lib/workspace'
import { useRevealedKeys } from '@/stores/revealed-keys'
import type { Source, WriteKey } from '../data/schema'
import { useCreateWriteKey, useRevokeWriteKey, useRotateWriteKey, useWriteKeys } from '../hooks/use-sources'

const column = createColumnHelper<WriteKey>()

export function WriteKeys({ source }: { source: Source }) {
  const { canEdit } = useWorkspace()
  const keys = useWriteKeys(source.id)
  const create = useCreateWriteKey(source.id)
  const revealed = useRevealedKeys((state) => state.keys[source.id])
  const columns = useMemo(
    () => [
      column.accessor('hint', {
        header: 'Key',
        cell: ({ getValue }) => <code className="text-xs">{getValue()}</code>,
      }),
      column.accessor('revoked_at', {
        header: 'State',
        cell: ({ getValue }) =>
          getValue() ? <Badge tone="danger">Revoked</Badge> : <Badge tone="success">Works</Badge>,
      }),
      column.accessor('created_at', {
        header: 'Made',
        cell: ({ getValue }) => <TimeAgo time={getValue()} />,
        meta: { className: 'hidden sm:table-cell' },
      }),
      column.display({
        id: 'actions',
        header: () => <span className="sr-only">Actions</span>,
        cell: ({ row }) => !row.original.revoked_at && <KeyActions source={source} writeKey={row.original} />,
        meta: { className: 'text-right' },
      }),
    ],
    [source],
  )
  const add = canEdit && (
    <Button size="sm" disabled={create.isPending} onClick={() => create.mutate(undefined)}>
      <PlusIcon /> Make a write key
    </Button>
  )
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="text-muted-foreground">
          Keys are public by nature, as they are in browsers: they let events in, and nothing out.
        </p>
        {add}
      </div>
      {revealed && <SecretOnce secret={revealed} label="write key" />}
      <DataTable
        label="Write keys"
        columns={columns}
        pages={keys}
        rowId={(key) => key.id}
        empty={
          <EmptyState icon={KeyRoundIcon} title="No write key yet" action={add}>
            Without one, nothing can be sent to this source.
          </EmptyState>
        }
      />
    </div>
  )
}

function KeyActions({ source, writeKey }: { source: Source; writeKey: WriteKey }) {
  const { canEdit } = useWorkspace()
  const rotate = useRotateWriteKey(source.id)
  const revoke = useRevokeWriteKey(source.id)
  if (!canEdit) return null
  return (
    <div className="flex justify-end gap-1">
      <ConfirmButton
        title={`Rotate ${writeKey.hint}?`}
        description="A new key is made and this one revoked at once: clients that still use it get 401."
        action="Rotate"
        onConfirm={() => rotate.mutateAsync(writeKey)}
      >
        <Button variant="ghost" size="sm">
          Rotate
        </Button>
      </ConfirmButton>
      <ConfirmButton
        title={`Revoke ${writeKey.hint}?`}
        description="It stops working within a second, for good."
        action="Revoke"
        onConfirm={() => revoke.mutateAsync(writeKey)}
      >
        <Button variant="ghost" size="sm" className="text-destructive">
          Revoke
        </Button>
      </ConfirmButton>
    </div>
  )
}
