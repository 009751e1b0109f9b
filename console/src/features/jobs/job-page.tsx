import { ExternalLinkIcon } from 'lucide-react'
import { useState } from 'react'
import { useNavigate, useParams } from 'react-router-dom'
import { CodeBlock } from '@/components/code-block'
import { Details } from '@/components/details'
import { ErrorState } from '@/components/error-state'
import { PageSkeleton } from '@/components/layout/page-skeleton'
import { PageHeader } from '@/components/page-header'
import { TimeAgo } from '@/components/time-ago'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card, CardContent, CardHeader, CardTitle } from '@/components/ui/card'
import { bytes, count, duration, words } from '@/lib/format'
import { useWorkspace } from '@/lib/workspace'
import { JobActions } from './components/job-actions'
import { Operators } from './components/operators'
import { SavepointNote } from './components/savepoint-note'
import { toneOf, type JobDetail } from './data/schema'
import { useJob } from './hooks/use-jobs'

export default function JobPage() {
  const { job: id = '' } = useParams()
  const { to } = useWorkspace()
  const navigate = useNavigate()
  const [trigger, setTrigger] = useState<string>()
  const { data, error, refetch } = useJob(id)
  if (error && !data) return <ErrorState error={error} retry={refetch} />
  if (!data) return <PageSkeleton />
  const { job } = data
  return (
    <>
      <PageHeader
        back={{ to: to('jobs'), label: 'Jobs' }}
        title={job.name}
        description={
          <span className="flex flex-wrap items-center gap-2">
            <Badge tone={toneOf(job.state)}>{words(job.state)}</Badge> for {duration(job.duration_ms)}
            {job.waiting && <span>{job.waiting}</span>}
          </span>
        }
        actions={
          <>
            <Button asChild variant="outline">
              <a href={job.url} target="_blank" rel="noreferrer">
                Flink’s view <ExternalLinkIcon />
              </a>
            </Button>
            <JobActions
              job={job}
              parallelism={Math.max(1, ...data.vertices.map((vertex) => vertex.parallelism))}
              onSavepoint={setTrigger}
              onRestarted={(next) => navigate(to(`jobs/${next}`), { replace: true })}
            />
          </>
        }
      />
      <div className="grid gap-4">
        <SavepointNote job={job.id} trigger={trigger} />
        <Operators vertices={data.vertices} />
        <Checkpoints checkpoints={data.checkpoints} />
        {data.exceptions.length > 0 && (
          <Card>
            <CardHeader>
              <CardTitle>Latest exceptions</CardTitle>
            </CardHeader>
            <CardContent className="grid gap-3">
              {data.exceptions.map((exception, index) => (
                <CodeBlock key={index} code={exception} label={`exception ${index + 1}`} />
              ))}
            </CardContent>
          </Card>
        )}
      </div>
    </>
  )
}

function Checkpoints({ checkpoints }: { checkpoints: JobDetail['checkpoints'] }) {
  const { last_duration_ms: took, last_size_bytes: size } = checkpoints
  return (
    <Card>
      <CardHeader>
        <CardTitle>Checkpoints</CardTitle>
      </CardHeader>
      <CardContent>
        <Details
          rows={[
            ['Completed', count(checkpoints.completed)],
            ['Failed', checkpoints.failed > 0 && <span className="text-destructive">{count(checkpoints.failed)}</span>],
            ['Last', <TimeAgo key="last" time={checkpoints.last_at} />],
            ['It took', took === null ? '' : duration(took)],
            ['Its size', size === null ? '' : bytes(size)],
            ['Last failure', checkpoints.last_failure],
          ].filter((row): row is [string, string] => row[1] !== false)}
        />
      </CardContent>
    </Card>
  )
}
