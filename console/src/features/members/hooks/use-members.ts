import { api, body, ifMatch, type Schemas } from '@/api/client'
import { useChange, usePages } from '@/api/query'
import { useWorkspace } from '@/lib/workspace'

const WORKSPACE = '/api/v1/workspaces/{workspace}'

export function useMembers() {
  const { id: workspace } = useWorkspace()
  return usePages(['members', workspace], (cursor, signal) =>
    body(api.GET(`${WORKSPACE}/members`, { params: { path: { workspace }, query: { cursor } }, signal })),
  )
}

export function useChangeRole() {
  const { id: workspace } = useWorkspace()
  return useChange(
    ({ member, role }: { member: Schemas['Member']; role: Schemas['Member']['role'] }) =>
      body(
        api.PATCH(`${WORKSPACE}/members/{user}`, {
          params: { path: { workspace, user: member.user_id }, header: ifMatch(member.version) },
          body: { role },
        }),
      ),
    { stale: [['members', workspace]], done: 'Role changed' },
  )
}

export function useRemoveMember() {
  const { id: workspace } = useWorkspace()
  return useChange(
    (user: string) => body(api.DELETE(`${WORKSPACE}/members/{user}`, { params: { path: { workspace, user } } })),
    { stale: [['members', workspace]], done: 'Member removed' },
  )
}

export function useInvitations(enabled: boolean) {
  const { id: workspace } = useWorkspace()
  return usePages(
    ['invitations', workspace],
    (cursor, signal) =>
      body(api.GET(`${WORKSPACE}/invitations`, { params: { path: { workspace }, query: { cursor } }, signal })),
    { enabled },
  )
}

export function useInvite() {
  const { id: workspace } = useWorkspace()
  return useChange(
    (invitation: Schemas['NewInvitation']) =>
      body(api.POST(`${WORKSPACE}/invitations`, { params: { path: { workspace } }, body: invitation })),
    { stale: [['invitations', workspace]], quiet: true },
  )
}

export function useRevokeInvitation() {
  const { id: workspace } = useWorkspace()
  return useChange(
    (invitation: string) =>
      body(api.DELETE(`${WORKSPACE}/invitations/{invitation}`, { params: { path: { workspace, invitation } } })),
    { stale: [['invitations', workspace]], done: 'Invitation taken back' },
  )
}

export function useTokens(enabled: boolean) {
  const { id: workspace } = useWorkspace()
  return usePages(
    ['tokens', workspace],
    (cursor, signal) =>
      body(api.GET(`${WORKSPACE}/tokens`, { params: { path: { workspace }, query: { cursor } }, signal })),
    { enabled },
  )
}

export function useCreateToken() {
  const { id: workspace } = useWorkspace()
  return useChange(
    (token: Schemas['NewToken']) =>
      body(api.POST(`${WORKSPACE}/tokens`, { params: { path: { workspace } }, body: token })),
    { stale: [['tokens', workspace]], quiet: true },
  )
}

export function useRevokeToken() {
  const { id: workspace } = useWorkspace()
  return useChange(
    (token: string) => body(api.DELETE(`${WORKSPACE}/tokens/{token}`, { params: { path: { workspace, token } } })),
    { stale: [['tokens', workspace]], done: 'Token revoked' },
  )
}
