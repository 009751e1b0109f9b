import { dashboard } from './dashboard.mjs';
import { figure, lines } from './panel.mjs';

/** A row for each promise: whether it is kept now, and how it went. */
export default dashboard({
  uid: 'cdp-promises',
  title: 'CDP: promises',
  description: 'Whether each promise is kept, at a glance. The other dashboards say why not.',
  rows: [
    {
      title: 'Now',
      panels: [
        figure({
          title: 'Alerts that fire',
          description: 'Alerts of deploy/monitoring/rules. Each has a paragraph in RUNBOOKS.md.',
          unit: 'short',
          height: 4,
          queries: [['sum(ALERTS{alertname=~"Cdp.+", alertstate="firing"}) or vector(0)', 'alerts']],
          limits: [[1, 'red']],
        }),
        figure({
          title: 'Targets that can not be read',
          description: 'Collectors, admin services, Flink processes and ClickHouse servers whose metrics did not answer.',
          unit: 'short',
          height: 4,
          queries: [['sum(1 - up{job=~"cdp-.+"})', 'targets']],
          limits: [[1, 'red']],
        }),
        figure({
          title: 'Jobs that run',
          description: 'As the JobManager says: archive, processing, the delivery job, and one for each destination with a job of its own.',
          unit: 'short',
          height: 4,
          queries: [['sum(flink_jobmanager_numRunningJobs)', 'jobs']],
        }),
        figure({
          title: 'Services that collectors miss',
          description: 'Kafka, PostgreSQL and Redis, as /ready of each collector says.',
          unit: 'short',
          height: 4,
          queries: [['sum(1 - cdp_collector_dependency_up)', 'services']],
          limits: [[1, 'red']],
        }),
      ],
    },
    {
      title: 'Accepted: what is answered 200 is kept',
      panels: [
        figure({
          title: 'Accepted events',
          description: 'Events answered 200, in a second, all collectors together.',
          unit: 'ops',
          queries: [['cdp:events:rate5m{outcome="accepted"}', 'accepted']],
        }),
        lines({
          title: 'Events by outcome',
          description: 'Received = accepted + rejected (a 400, kept as a dead letter) + dropped (late or too large).',
          unit: 'ops',
          width: 9,
          stacked: true,
          queries: [['cdp:events:rate5m', '{{outcome}}']],
        }),
        lines({
          title: 'Time to an answer',
          description: 'From the head of a request to its answer, of the endpoints that take events.',
          unit: 's',
          width: 9,
          queries: [
            ['cdp:answer_seconds:p50_5m', 'half of them'],
            ['cdp:answer_seconds:p99_5m', '99 of 100'],
          ],
          limits: [[0.25, 'red']],
        }),
      ],
    },
    {
      title: 'Rejects: clients learn what is wrong',
      panels: [
        figure({
          title: 'Rejected or dropped',
          description: 'Of the events that were answered in 5 minutes. Alert above 5 %.',
          unit: 'percentunit',
          queries: [['cdp:rejects:ratio5m', 'rejected']],
          limits: [[0.01, 'yellow'], [0.05, 'red']],
        }),
        lines({
          title: 'Rejected events by reason',
          description: 'Dead letters that collectors have made, in a second.',
          unit: 'ops',
          width: 9,
          stacked: true,
          queries: [['sum by (reason) (rate(cdp_collector_dead_letters_total[$__rate_interval]))', '{{reason}}']],
        }),
        lines({
          title: 'Requests refused as a whole',
          description: '401 no such key, 413 too large, 422 late, 429 over the rate limit, 503 the journal takes no more.',
          unit: 'ops',
          width: 9,
          stacked: true,
          queries: [['sum by (status) (rate(cdp_collector_refusals_total[$__rate_interval]))', '{{status}}']],
        }),
      ],
    },
    {
      title: 'Journal: nothing waits for Kafka for long',
      panels: [
        figure({
          title: 'Oldest record',
          description: 'Age of the oldest record that Kafka has not acknowledged, of the collector where it is oldest. Alert above a minute.',
          unit: 's',
          queries: [['max(cdp_collector_journal_oldest_seconds)', 'age']],
          limits: [[10, 'yellow'], [60, 'red']],
        }),
        lines({
          title: 'Age of the oldest record',
          description: 'By collector.',
          unit: 's',
          width: 9,
          queries: [['max by (instance) (cdp_collector_journal_oldest_seconds)', '{{instance}}']],
          limits: [[60, 'red']],
        }),
        lines({
          title: 'Records that Kafka does not have',
          description: 'By collector. They are on its disk, and survive its end.',
          unit: 'short',
          width: 9,
          queries: [['sum by (instance) (cdp_collector_journal_depth)', '{{instance}}']],
        }),
      ],
    },
    {
      title: 'Consumer lag: what is in Kafka is read soon',
      panels: [
        figure({
          title: 'Oldest unread record',
          description: 'Age of the oldest record that a job\'s checkpoints do not cover, measured by the admin service, also while no job runs. Alert above 5 minutes.',
          unit: 's',
          queries: [['max(cdp:unread_age_seconds:max)', 'age']],
          limits: [[60, 'yellow'], [300, 'red']],
        }),
        lines({
          title: 'Age of the oldest unread record',
          description: 'By job.',
          unit: 's',
          width: 9,
          queries: [['cdp:unread_age_seconds:max', '{{group}}']],
          limits: [[300, 'red']],
        }),
        lines({
          title: 'Unread records',
          description: 'Records of the topic that the job\'s checkpoints do not cover.',
          unit: 'short',
          width: 9,
          queries: [['max by (group, topic) (cdp_admin_lag_records)', '{{group}} {{topic}}']],
        }),
      ],
    },
    {
      title: 'Checkpoints: results become visible in time',
      panels: [
        figure({
          title: 'Since the last checkpoint',
          description: 'Of the job that has waited longest. Alert above 5 minutes.',
          unit: 's',
          queries: [['max(cdp:checkpoint_age_seconds:max)', 'age']],
          limits: [[30, 'yellow'], [300, 'red']],
        }),
        lines({
          title: 'Time that a checkpoint takes',
          description: 'The last one of each job. Alert above 30 s.',
          unit: 'ms',
          width: 9,
          queries: [['max by (job_name) (flink_jobmanager_job_lastCheckpointDuration)', '{{job_name}}']],
          limits: [[30000, 'red']],
        }),
        lines({
          title: 'Checkpoints that failed',
          description: 'In an hour, by job.',
          unit: 'short',
          width: 9,
          queries: [['sum by (job_name) (increase(flink_jobmanager_job_numberOfFailedCheckpoints[1h]))', '{{job_name}}']],
        }),
      ],
    },
    {
      title: 'Commit latency: destinations take what they are given',
      panels: [
        figure({
          title: 'Slowest destination',
          description: 'Of 20 blocks or batches 19 are stored in this time, waits and repeated tries included. Alert above 10 s.',
          unit: 's',
          queries: [['max(cdp:commit_seconds:p95)', 'commit']],
          limits: [[2, 'yellow'], [10, 'red']],
        }),
        lines({
          title: 'Time to store a block or batch',
          description: '95 of 100 of the last 500, by job.',
          unit: 's',
          width: 9,
          queries: [['cdp:commit_seconds:p95', '{{job_name}}']],
          limits: [[10, 'red']],
        }),
        lines({
          title: 'Blocks and batches that wait for a person',
          description: 'A destination refuses them for good until somebody mends it. Alert above 0.',
          unit: 'short',
          width: 9,
          queries: [
            ['sum by (job_name) (flink_taskmanager_job_task_operator_clickhouse_blockedCommits)', '{{job_name}}'],
            ['sum by (job_name) (flink_taskmanager_job_task_operator_warehouse_blockedWrites)', '{{job_name}} (warehouse)'],
          ],
          limits: [[1, 'red']],
        }),
      ],
    },
    {
      title: 'Dead letters: what can not be processed is kept, with its reason',
      panels: [
        figure({
          title: 'Dead letters',
          description: 'In a second, of collectors and jobs together.',
          unit: 'ops',
          queries: [['sum(cdp:dead_letters:rate5m)', 'dead letters']],
          limits: [[0.1, 'yellow'], [1, 'red']],
        }),
        lines({
          title: 'Dead letters by stage and reason',
          description: 'As the archive job reads them from events.dlq.',
          unit: 'ops',
          width: 18,
          stacked: true,
          queries: [['cdp:dead_letters:rate5m > 0 or sum(cdp:dead_letters:rate5m)', '{{stage}} {{reason}}']],
        }),
      ],
    },
    {
      title: 'Functions: a failing one harms nobody else',
      panels: [
        figure({
          title: 'Events that a function failed on',
          description: 'In 10 minutes. They are dead letters, to be replayed once the function is mended. Alert above 10.',
          unit: 'short',
          decimals: 0,
          queries: [
            ['sum(increase(flink_taskmanager_job_task_operator_stage_reason_deadLetters{stage="function"}[10m]))', 'events'],
          ],
          limits: [[1, 'yellow'], [10, 'red']],
        }),
        lines({
          title: 'Failures of functions',
          description: 'Events in a second that became dead letters of a function.',
          unit: 'ops',
          width: 9,
          queries: [['cdp:function_failures:rate5m', 'failed']],
        }),
        lines({
          title: 'Retries and events in flight',
          description: 'Tries again after a RetryError, in a second; events whose functions have not ended.',
          unit: 'short',
          width: 9,
          queries: [
            ['sum by (job_name) (rate(flink_taskmanager_job_task_operator_retries[$__rate_interval]))', 'retries {{job_name}}'],
            ['sum by (job_name) (flink_taskmanager_job_task_operator_inFlight)', 'in flight {{job_name}}'],
          ],
        }),
      ],
    },
    {
      title: 'Ledger: every accepted event ends somewhere, once',
      panels: [
        figure({
          title: 'Imbalance',
          description: 'Rows of the view ledger_imbalance: gap (never reached Flink), lost, doubled. Alert above 0.',
          unit: 'short',
          queries: [['cdp:ledger_imbalance:max', '{{kind}}']],
          limits: [[1, 'red']],
        }),
        lines({
          title: 'Imbalance over time',
          description: 'By kind, as the admin service last saw it.',
          unit: 'short',
          width: 9,
          queries: [['cdp:ledger_imbalance:max', '{{kind}}']],
          limits: [[1, 'red']],
        }),
        lines({
          title: 'Since somebody looked',
          description: 'Age of the figures of the ledger and of Kafka. Alert above 15 minutes.',
          unit: 's',
          width: 9,
          queries: [['max by (watch) (cdp_admin_watch_age_seconds)', '{{watch}}']],
          limits: [[900, 'red']],
        }),
      ],
    },
  ],
});
