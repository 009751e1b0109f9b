import { BoxesIcon, PlusIcon } from 'lucide-react'
import { createColumnHelper } from '@tanstack/react-table'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router-dom'
import { EmptyState } from '@/components/empty-state'
import { PageHeader } from '@/components/page-header'
import { DataTable } from '@/components/table/data-table'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Dialog, DialogContent } from '@/components/ui/dialog'
import { useDestinationName } from '@/features/destinations/hooks/use-destination-name'
import { useLag } from '@/features/status/hooks/use-status'
import { count, duration, words } from '@/lib/format'
import { StartJob } from './components/start-job'
import { toneOf, type Job } from './data/schema'
import { useJobs } from './hooks/use-jobs'

const column = createColumnHelper<Job>()

const COLUMNS = [
  column.accessor('name', {
    header: 'Job',
    cell: ({ row }) => (
      <>
        <Link to={row.original.id} className="font-medium break-all hover:underline">
          {row.original.name}
        </Link>
        <DestinationOf job={row.original.name} />
      </>
    ),
  }),
  column.accessor('state', {
    header: 'State',
    cell: ({ row: { original } }) => (
      <>
        <Badge tone={original.waiting ? 'warning' : toneOf(original.state)}>
          {original.waiting ? 'Waits' : words(original.state)}
        </Badge>
        {original.waiting && <p className="mt-1 max-w-72 text-xs break-words">{original.waiting}</p>}
      </>
    ),
  }),
  column.display({ id: 'lag', header: 'Still to read', cell: ({ row }) => <LagOf job={row.original.name} /> }),
  column.accessor('duration_ms', {
    header: 'For',
    cell: ({ getValue }) => duration(getValue()),
    meta: { className: 'hidden sm:table-cell' },
  }),
]

export default function JobsPage() {
  const [starting, setStarting] = useState(false)
  const navigate = useNavigate()
  const jobs = useJobs()
  const pages = {
    rows: jobs.data?.items ?? [],
    isPending: jobs.isPending,
    error: jobs.error,
    refetch: jobs.refetch as never,
    hasNextPage: false,
    fetchNextPage: jobs.refetch as never,
    isFetchingNextPage: false,
  }
  const add = (
    <Button onClick={() => setStarting(true)}>
      <PlusIcon /> Start a job
    </Button>
  )
  return (
    <>
      <PageHeader
        title="Jobs"
        description="The Flink jobs of this installation: what archives, processes and delivers events."
        actions={add}
      />
      <DataTable
        label="Jobs"
        columns={COLUMNS}
        pages={pages}
        rowId={(job) => job.id}
        onOpen={(job) => navigate(job.id)}
        empty={
          <EmptyState icon={BoxesIcon} title="No job runs" action={add}>
            Events wait in Kafka until the archive, the processing and a delivery job run.
          </EmptyState>
        }
      />
      <p className="mt-3 text-xs text-muted-foreground">Still to read: as of the job's last checkpoint.</p>
      <Dialog open={starting} onOpenChange={setStarting}>
        <DialogContent title="Start a job" description="From the jar of this installation.">
          <StartJob onStarted={(id) => navigate(id)} />
        </DialogContent>
      </Dialog>
    </>
  )
}

/** Where a delivery job writes to, by name: a job is called after the destination's id. */
function DestinationOf({ job }: { job: string }) {
  const id = job.split('/')[1]
  const name = useDestinationName()(id ?? '')
  return id && name !== id && <div className="text-xs text-muted-foreground">to {name}</div>
}

/** Records that the job has not read yet, over its topics. */
function LagOf({ job }: { job: string }) {
  const lag = useLag(true)
  const mine = lag.data?.items.filter((each) => each.job === job)
  if (!mine || mine.length === 0) return <span className="text-muted-foreground">not known</span>
  return (
    <span title={mine.map(({ topic, records }) => `${topic}: ${records}`).join('\n')} className="tabular-nums">
      {count(mine.reduce((sum, { records }) => sum + records, 0))}
    </span>
  )
}
