import { useState } from 'react'
import { useNavigate, useParams } from 'react-router-dom'
import { ConfirmButton } from '@/components/confirm-button'
import { CodeEditor } from '@/components/editor/code-editor'
import { ErrorState } from '@/components/error-state'
import { FormError } from '@/components/form-error'
import { PageSkeleton } from '@/components/layout/page-skeleton'
import { PageHeader } from '@/components/page-header'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { useWorkspace } from '@/lib/workspace'
import { FunctionSettings } from './components/function-settings'
import { LiveLog } from './components/live-log'
import { TestRun } from './components/test-run'
import { Versions } from './components/versions'
import { completeFunction } from './data/completion'
import type { FunctionDetail } from './data/schema'
import { readSettings, settingsText } from './data/settings'
import { useDeleteFunction, useFunction, useSaveFunction } from './hooks/use-functions'

export default function FunctionPage() {
  const { function: id = '' } = useParams()
  const { data, error, refetch } = useFunction(id)
  const [tab, setTab] = useState('test')
  if (error && !data) return <ErrorState error={error} retry={refetch} />
  if (!data) return <PageSkeleton />
  return <Workbench key={`${data.id}/${data.version}`} saved={data} tab={tab} onTab={setTab} />
}

/** The code, and beside it what it does to an event and what it was before. */
function Workbench({ saved, tab, onTab }: { saved: FunctionDetail; tab: string; onTab: (tab: string) => void }) {
  const workspace = useWorkspace()
  const navigate = useNavigate()
  const [code, setCode] = useState(saved.code)
  const [text, setText] = useState(() => settingsText(saved))
  const save = useSaveFunction(saved)
  const remove = useDeleteFunction(saved.id, () => navigate(workspace.to('functions')))
  const { settings, problems } = readSettings(text)
  const before = settingsText(saved)
  const changed = code !== saved.code || text.props !== before.props || text.timeout !== before.timeout
  return (
    <>
      <PageHeader
        back={{ to: workspace.to('functions'), label: 'Functions' }}
        title={saved.name}
        actions={
          <>
            <Badge tone={changed ? 'warning' : 'neutral'}>{changed ? 'Not saved' : `Version ${saved.version}`}</Badge>
            {workspace.canEdit && (
              <>
                <ConfirmButton
                  title={`Delete ${saved.name}?`}
                  description="Only while no connection uses it."
                  action="Delete"
                  onConfirm={() => remove.mutateAsync(undefined)}
                >
                  <Button variant="ghost" className="text-destructive">
                    Delete
                  </Button>
                </ConfirmButton>
                <Button
                  disabled={!changed || !settings || save.isPending}
                  onClick={() => save.mutate({ code, ...settings })}
                >
                  {save.isPending ? 'Saving…' : 'Save version'}
                </Button>
              </>
            )}
          </>
        }
      />
      <div className="grid items-start gap-4 xl:grid-cols-[3fr_2fr]">
        <div className="grid min-w-0 gap-3">
          <FormError error={save.error} />
          <CodeEditor
            label="Code"
            language="javascript"
            value={code}
            onChange={workspace.canEdit ? setCode : undefined}
            completion={completeFunction}
          />
        </div>
        <Tabs value={tab} onValueChange={onTab}>
          <TabsList>
            <TabsTrigger value="test">Test run</TabsTrigger>
            <TabsTrigger value="log">Live log</TabsTrigger>
            <TabsTrigger value="settings">Settings</TabsTrigger>
            <TabsTrigger value="versions">Versions</TabsTrigger>
          </TabsList>
          <TabsContent value="test">
            <TestRun code={code} />
          </TabsContent>
          <TabsContent value="log">
            <LiveLog id={saved.id} />
          </TabsContent>
          <TabsContent value="settings">
            <FunctionSettings value={text} problems={problems} onChange={workspace.canEdit ? setText : undefined} />
          </TabsContent>
          <TabsContent value="versions">
            <Versions current={saved} />
          </TabsContent>
        </Tabs>
      </div>
    </>
  )
}
