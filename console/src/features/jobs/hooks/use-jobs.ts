import { useQuery } from '@tanstack/react-query'
import { api, body, type Schemas } from '@/api/client'
import { useChange } from '@/api/query'

const JOBS = '/api/v1/jobs'
const JOB = '/api/v1/jobs/{job}'
const EVERY_MS = 5_000
const SAVEPOINT_EVERY_MS = 1_000

export function useJobs() {
  return useQuery({
    queryKey: ['jobs'],
    queryFn: ({ signal }) => body(api.GET(JOBS, { signal })),
    refetchInterval: EVERY_MS,
  })
}

export function useJob(job: string) {
  return useQuery({
    queryKey: ['jobs', job],
    queryFn: ({ signal }) => body(api.GET(JOB, { params: { path: { job } }, signal })),
    refetchInterval: EVERY_MS,
  })
}

export function useStartJob(onDone: (id: string) => void) {
  return useChange((job: Schemas['NewJob']) => body(api.POST(JOBS, { body: job })), {
    stale: [['jobs']],
    quiet: true,
    done: 'The job starts',
    onDone: ({ job_id }) => onDone(job_id),
  })
}

export function useTriggerSavepoint(job: string) {
  return useChange(
    (stop: boolean) => body(api.POST(`${JOB}/savepoints`, { params: { path: { job } }, body: { stop } })),
    { stale: [['jobs']] },
  )
}

/** A savepoint, looked at until it is there or has failed. */
export function useSavepoint(job: string, trigger: string | undefined) {
  return useQuery({
    queryKey: ['savepoint', job, trigger],
    queryFn: ({ signal }) =>
      body(api.GET(`${JOB}/savepoints/{trigger}`, { params: { path: { job, trigger: trigger! } }, signal })),
    enabled: trigger !== undefined,
    refetchInterval: ({ state }) => (state.data && state.data.state !== 'in_progress' ? false : SAVEPOINT_EVERY_MS),
  })
}

export function useCancelJob(job: string) {
  return useChange(() => body(api.POST(`${JOB}/cancel`, { params: { path: { job } } })), {
    stale: [['jobs']],
    done: 'The job is being cancelled',
  })
}

export function useRescaleJob(job: string, onDone: (id: string) => void) {
  return useChange(
    (parallelism: number) => body(api.POST(`${JOB}/rescale`, { params: { path: { job } }, body: { parallelism } })),
    { stale: [['jobs']], done: 'The job goes on with its new parallelism', onDone: ({ job_id }) => onDone(job_id) },
  )
}
