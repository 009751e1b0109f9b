import { ErrorState } from '@/components/error-state'
import { PageHeader } from '@/components/page-header'
import { useUrlState } from '@/components/table/use-url-state'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { NativeSelect } from '@/components/ui/input'
import { Skeleton } from '@/components/ui/skeleton'
import { useWorkspace } from '@/lib/workspace'
import { Destinations } from './components/destinations'
import { EventsChart } from './components/events-chart'
import { Figures } from './components/figures'
import { GetStarted } from './components/get-started'
import { RecentRejects } from './components/recent-rejects'
import { RANGES } from './data/schema'
import { useOverview } from './hooks/use-overview'

export default function OverviewPage() {
  const { name } = useWorkspace()
  const [{ range }, set] = useUrlState(['range'])
  const minutes = RANGES.find((each) => String(each.minutes) === range)?.minutes ?? RANGES[0].minutes
  const { data, error, refetch } = useOverview(minutes)
  return (
    <>
      <PageHeader
        title="Overview"
        description={`What came into ${name}, and where it went.`}
        actions={
          <NativeSelect
            aria-label="Range"
            className="w-auto"
            value={minutes}
            onChange={(event) => set({ range: event.target.value })}
          >
            {RANGES.map((each) => (
              <option key={each.minutes} value={each.minutes}>
                {each.label}
              </option>
            ))}
          </NativeSelect>
        }
      />
      {error && !data ? (
        <Card>
          <ErrorState error={error} retry={refetch} />
        </Card>
      ) : (
        <div className="grid gap-4">
          {data && data.accepted + data.rejected === 0 && <GetStarted />}
          <Figures overview={data} />
          <Card>
            <CardHeader>
              <CardTitle>Events a minute</CardTitle>
            </CardHeader>
            <CardContent>{data ? <EventsChart points={data.points} /> : <Skeleton className="h-64" />}</CardContent>
          </Card>
          {data && <Destinations destinations={data.destinations} />}
          <RecentRejects />
        </div>
      )}
    </>
  )
}
