import { useParams } from 'react-router-dom'
import { ErrorState } from '@/components/error-state'
import { PageSkeleton } from '@/components/layout/page-skeleton'
import { PageHeader } from '@/components/page-header'
import { useUrlState } from '@/components/table/use-url-state'
import { Badge } from '@/components/ui/badge'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import { useWorkspace } from '@/lib/workspace'
import { Connect } from './components/connect'
import { SourceSettings } from './components/source-settings'
import { WriteKeys } from './components/write-keys'
import { useSource } from './hooks/use-sources'

export default function SourcePage() {
  const { source: id = '' } = useParams()
  const workspace = useWorkspace()
  const [{ tab }, set] = useUrlState(['tab'])
  const { data: source, error, refetch } = useSource(id)
  if (error) return <ErrorState error={error} retry={refetch} />
  if (!source) return <PageSkeleton />
  return (
    <>
      <PageHeader
        back={{ to: workspace.to('sources'), label: 'Sources' }}
        title={source.name}
        actions={!source.enabled && <Badge tone="warning">Off: its events are rejected</Badge>}
      />
      <Tabs value={tab || 'connect'} onValueChange={(value) => set({ tab: value === 'connect' ? '' : value })}>
        <TabsList>
          <TabsTrigger value="connect">Connect</TabsTrigger>
          <TabsTrigger value="keys">Write keys</TabsTrigger>
          <TabsTrigger value="settings">Settings</TabsTrigger>
        </TabsList>
        <TabsContent value="connect">
          <Connect source={source} />
        </TabsContent>
        <TabsContent value="keys">
          <WriteKeys source={source} />
        </TabsContent>
        <TabsContent value="settings">
          <SourceSettings key={source.version} source={source} />
        </TabsContent>
      </Tabs>
    </>
  )
}
