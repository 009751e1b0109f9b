import { api, body, ifMatch, type Schemas } from '@/api/client'
import { useChange, usePages } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'
import type { SchemaField } from '../data/schema'

const WORKSPACE = '/api/v1/workspaces/{workspace}'
const FIELD = `${WORKSPACE}/schema-fields/{field}` as const

export function useSchemaEvents(q: string, enabled: boolean) {
  const { id: workspace } = useWorkspace()
  return usePages(
    ['schemas', workspace, 'events', q],
    (cursor, signal) =>
      body(
        api.GET(`${WORKSPACE}/schemas`, {
          params: { path: { workspace }, query: { cursor, q: q || undefined } },
          signal,
        }),
      ),
    { enabled },
  )
}

/** Of one event, or of all that match. */
export function useSchemaFields(of: { event_type?: string; event_name?: string; q?: string }, enabled: boolean) {
  const { id: workspace } = useWorkspace()
  return usePages(
    ['schemas', workspace, 'fields', of],
    (cursor, signal) =>
      body(
        api.GET(`${WORKSPACE}/schema-fields`, { params: { path: { workspace }, query: { ...of, cursor } }, signal }),
      ),
    { enabled },
  )
}

export function useDeclareField(onDone: () => void) {
  const { id: workspace } = useWorkspace()
  return useChange(
    (field: Schemas['NewSchemaField']) =>
      body(api.POST(`${WORKSPACE}/schema-fields`, { params: { path: { workspace } }, body: field })),
    { stale: [['schemas', workspace]], quiet: true, done: 'Field declared', onDone },
  )
}

export function useChangeField() {
  const { id: workspace } = useWorkspace()
  return useChange(
    ({ field, change }: { field: SchemaField; change: Schemas['SchemaFieldChange'] }) =>
      body(
        api.PATCH(FIELD, {
          params: { path: { workspace, field: field.id }, header: ifMatch(field.version) },
          body: change,
        }),
      ),
    { stale: [['schemas', workspace]], done: 'Field changed' },
  )
}

export function useForgetField() {
  const { id: workspace } = useWorkspace()
  return useChange(
    (field: SchemaField) => body(api.DELETE(FIELD, { params: { path: { workspace, field: field.id } } })),
    {
      stale: [['schemas', workspace]],
      done: 'Field forgotten: it is learned anew',
    },
  )
}
