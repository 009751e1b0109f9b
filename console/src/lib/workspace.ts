import { useParams } from 'react-router-dom'
import type { Schemas } from '@/api/client'
import { useSession } from '@/stores/session'

export type Role = Schemas['WorkspaceRole']['role']

const RANK: Record<Role, number> = { viewer: 0, editor: 1, owner: 2 }

/** The workspace of the address, and what the one who is logged in may do there. */
export function useWorkspace() {
  const { workspace: id = '' } = useParams()
  const session = useSession((state) => state.session)
  const mine = session?.workspaces.find((each) => each.id === id)
  const role: Role = mine?.role ?? 'viewer'
  return {
    id,
    name: mine?.name ?? id,
    role,
    isMember: Boolean(mine),
    isOperator: session?.user.operator ?? false,
    canEdit: RANK[role] >= RANK.editor,
    isOwner: role === 'owner',
    /** A page of this workspace. */
    to: (page: string) => `/w/${id}/${page}`,
  }
}
