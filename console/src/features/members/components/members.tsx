import { createColumnHelper } from '@tanstack/react-table'
import { UsersIcon } from 'lucide-react'
import { useMemo } from 'react'
import type { Schemas } from '@/api/client'
import { ConfirmButton } from '@/components/confirm-button'
import { EmptyState } from '@/components/empty-state'
import { DataTable } from '@/components/table/data-table'
import { TimeAgo } from '@/components/time-ago'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/input'
import { words } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import { ROLES } from '../data/schema'
import { useChangeRole, useMembers, useRemoveMember } from '../hooks/use-members'

type Member = Schemas['Member']

const column = createColumnHelper<Member>()

export function Members() {
  const members = useMembers()
  const columns = useMemo(
    () => [
      column.accessor('name', {
        header: 'Who',
        cell: ({ row: { original } }) => (
          <span className="grid">
            <span className="font-medium">{original.name}</span>
            <span className="text-xs text-muted-foreground">{original.email}</span>
          </span>
        ),
      }),
      column.accessor('role', { header: 'Role', cell: ({ row }) => <RoleOf member={row.original} /> }),
      column.accessor('created_at', {
        header: 'Since',
        cell: ({ getValue }) => <TimeAgo time={getValue()} />,
        meta: { className: 'hidden sm:table-cell' },
      }),
      column.display({
        id: 'actions',
        header: () => <span className="sr-only">Actions</span>,
        cell: ({ row }) => <Remove member={row.original} />,
        meta: { className: 'text-right' },
      }),
    ],
    [],
  )
  return (
    <DataTable
      label="Members"
      columns={columns}
      pages={members}
      rowId={(member) => member.user_id}
      empty={<EmptyState icon={UsersIcon} title="No member yet" />}
    />
  )
}

function RoleOf({ member }: { member: Member }) {
  const { isOwner } = useWorkspace()
  const change = useChangeRole()
  if (!isOwner) return words(member.role)
  return (
    <NativeSelect
      aria-label={`Role of ${member.name}`}
      title={ROLES[member.role]}
      className="h-8 w-28"
      value={member.role}
      disabled={change.isPending}
      onChange={(event) => change.mutate({ member, role: event.target.value as Member['role'] })}
    >
      {Object.keys(ROLES).map((role) => (
        <option key={role} value={role}>
          {words(role)}
        </option>
      ))}
    </NativeSelect>
  )
}

function Remove({ member }: { member: Member }) {
  const { isOwner } = useWorkspace()
  const remove = useRemoveMember()
  if (!isOwner) return null
  return (
    <ConfirmButton
      title={`Take ${member.name} out?`}
      description="The account stays; this workspace is out of its reach at once."
      action="Take out"
      onConfirm={() => remove.mutateAsync(member.user_id)}
    >
      <Button variant="ghost" size="sm" className="text-destructive" aria-label={`Take out ${member.name}`}>
        Take out
      </Button>
    </ConfirmButton>
  )
}
