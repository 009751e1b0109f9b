import { createColumnHelper } from '@tanstack/react-table'
import { BracesIcon, LockIcon, LockOpenIcon } from 'lucide-react'
import { useMemo } from 'react'
import { ConfirmButton } from '@/components/confirm-button'
import { EmptyState } from '@/components/empty-state'
import { DataTable } from '@/components/table/data-table'
import { TimeAgo } from '@/components/time-ago'
import { Button } from '@/components/ui/button'
import { NativeSelect } from '@/components/ui/input'
import { useWorkspace } from '@/lib/workspace'
import { FIELD_TYPES, type SchemaField } from '../data/schema'
import { useChangeField, useForgetField, useSchemaFields } from '../hooks/use-schemas'

const column = createColumnHelper<SchemaField>()

interface Props {
  q: string
  eventType: string
  /** Counts only where there is an event type: those that are no track events have no name. */
  eventName: string
}

export function Fields({ q, eventType, eventName }: Props) {
  const of = { q: q || undefined, event_type: eventType || undefined, event_name: eventName || undefined }
  const fields = useSchemaFields(of, true)
  const columns = useMemo(
    () => [
      column.accessor('field', {
        header: 'Field',
        cell: ({ getValue }) => <code className="text-xs">{getValue()}</code>,
      }),
      column.accessor('event_name', {
        header: 'Event',
        cell: ({ row: { original } }) => original.event_name || original.event_type,
        meta: { className: 'hidden sm:table-cell' },
      }),
      column.accessor('type', { header: 'Type', cell: ({ row }) => <TypeOf field={row.original} /> }),
      column.accessor('last_seen_at', {
        header: 'Last seen',
        cell: ({ getValue }) => <TimeAgo time={getValue()} />,
        meta: { className: 'hidden md:table-cell' },
      }),
      column.display({
        id: 'actions',
        header: () => <span className="sr-only">Actions</span>,
        cell: ({ row }) => <Actions field={row.original} />,
        meta: { className: 'text-right' },
      }),
    ],
    [],
  )
  return (
    <DataTable
      label="Fields"
      columns={columns}
      pages={fields}
      rowId={(field) => field.id}
      empty={
        <EmptyState icon={BracesIcon} title={q ? `No field is called like “${q}”` : 'No field learned yet'}>
          {!q && 'Send an event: the types of its fields are learned from it.'}
        </EmptyState>
      }
    />
  )
}

function TypeOf({ field }: { field: SchemaField }) {
  const { canEdit } = useWorkspace()
  const change = useChangeField()
  if (!canEdit || field.locked) return <span className="px-3">{field.type}</span>
  return (
    <NativeSelect
      aria-label={`Type of ${field.field}`}
      className="h-8 w-32"
      value={field.type}
      disabled={change.isPending}
      onChange={(event) => change.mutate({ field, change: { type: event.target.value as SchemaField['type'] } })}
    >
      {FIELD_TYPES.map((type) => (
        <option key={type}>{type}</option>
      ))}
    </NativeSelect>
  )
}

function Actions({ field }: { field: SchemaField }) {
  const { canEdit } = useWorkspace()
  const change = useChangeField()
  const forget = useForgetField()
  if (!canEdit) return field.locked && <LockIcon className="ml-auto size-4" aria-label="locked" />
  return (
    <div className="flex justify-end gap-1">
      <Button
        variant="ghost"
        size="sm"
        aria-label={`${field.locked ? 'Unlock' : 'Lock'} ${field.field}`}
        disabled={change.isPending}
        onClick={() => change.mutate({ field, change: { locked: !field.locked } })}
      >
        {field.locked ? <LockIcon /> : <LockOpenIcon />}
        <span className="hidden sm:inline">{field.locked ? 'Locked' : 'Lock'}</span>
      </Button>
      <ConfirmButton
        title={`Forget ${field.field}?`}
        description="Its type is learned anew from the next event that has it. Rows stay as they are."
        action="Forget"
        onConfirm={() => forget.mutateAsync(field)}
      >
        <Button variant="ghost" size="sm" aria-label={`Forget ${field.field}`}>
          Forget
        </Button>
      </ConfirmButton>
    </div>
  )
}
