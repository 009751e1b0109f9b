import { PageHeader } from '@/components/page-header'
import { useUrlState } from '@/components/table/use-url-state'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { useWorkspace } from '@/lib/workspace'
import { Invitations } from './components/invitations'
import { Members } from './components/members'
import { Tokens } from './components/tokens'

export default function MembersPage() {
  const [{ tab }, set] = useUrlState(['tab'])
  const { isOwner } = useWorkspace()
  return (
    <>
      <PageHeader title="Members and tokens" description="Who may do what in this workspace: people, and programs." />
      <Tabs value={tab || 'members'} onValueChange={(value) => set({ tab: value === 'members' ? '' : value })}>
        <TabsList>
          <TabsTrigger value="members">Members</TabsTrigger>
          {isOwner && <TabsTrigger value="invitations">Invitations</TabsTrigger>}
          {isOwner && <TabsTrigger value="tokens">API tokens</TabsTrigger>}
        </TabsList>
        <TabsContent value="members">
          <Members />
        </TabsContent>
        {isOwner && (
          <>
            <TabsContent value="invitations">
              <Invitations />
            </TabsContent>
            <TabsContent value="tokens">
              <Tokens />
            </TabsContent>
          </>
        )}
      </Tabs>
    </>
  )
}
