import { PageHeader } from '@/components/page-header'
import { useWorkspace } from '@/lib/workspace'
import { AppearanceSection, PasswordSection } from './components/account-section'
import { IdentitySection } from './components/identity-section'
import { SecretsSection } from './components/secrets-section'
import { WorkspaceSection } from './components/workspace-section'

export default function SettingsPage() {
  const { canEdit } = useWorkspace()
  return (
    <>
      <PageHeader title="Settings" description="Of this workspace, and of your account." />
      <div className="grid max-w-3xl gap-4">
        <WorkspaceSection />
        <IdentitySection />
        {canEdit && <SecretsSection />}
        <AppearanceSection />
        <PasswordSection />
      </div>
    </>
  )
}
