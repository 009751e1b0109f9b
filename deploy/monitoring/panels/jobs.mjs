import { dashboard } from './dashboard.mjs';
import { figure, lines, variable } from './panel.mjs';

const OPERATOR = 'flink_taskmanager_job_task_operator';
const OF = '{job_name=~"$job"}';

const byJob = (metric) => [[`sum by (job_name) (${metric}${OF})`, '{{job_name}}']];
const rateOf = (name, legend) => [`sum by (job_name) (rate(${OPERATOR}_${name}${OF}[$__rate_interval]))`, `${legend} {{job_name}}`.trim()];

/** What the jobs do between Kafka and the destinations. */
export default dashboard({
  uid: 'cdp-jobs',
  title: 'CDP: jobs',
  description: 'Between Kafka and the destinations. flink-jobs/README.md explains operators and metrics.',
  variables: [variable('job', 'Job', 'flink_jobmanager_job_runningTime', 'job_name')],
  rows: [
    {
      title: 'Life',
      panels: [
        figure({
          title: 'Has run for',
          description: 'Since the last start or restart.',
          unit: 'ms',
          queries: [[`max by (job_name) (flink_jobmanager_job_runningTime${OF})`, '{{job_name}}']],
        }),
        lines({
          title: 'Restarts',
          description: 'In an hour, by job.',
          unit: 'short',
          width: 9,
          queries: [[`sum by (job_name) (increase(flink_jobmanager_job_numRestarts${OF}[1h]))`, '{{job_name}}']],
        }),
        lines({
          title: 'Task slots',
          description: 'Free ones: a job that needs more than there are waits.',
          unit: 'short',
          width: 9,
          queries: [
            ['sum(flink_jobmanager_taskSlotsAvailable)', 'free'],
            ['sum(flink_jobmanager_taskSlotsTotal)', 'all'],
          ],
        }),
      ],
    },
    {
      title: 'Reading',
      panels: [
        lines({
          title: 'Records not read yet',
          description: 'As the sources see it; nothing is shown while the job does not run.',
          unit: 'short',
          queries: byJob(`${OPERATOR}_pendingRecords`),
        }),
        lines({
          title: 'Age of the last event read',
          description: 'Now minus its received_at, of the subtask that is farthest behind.',
          unit: 'ms',
          queries: [[`max by (job_name) (${OPERATOR}_currentEmitEventTimeLag${OF})`, '{{job_name}}']],
        }),
        lines({
          title: 'Records read',
          description: 'From Kafka, in a second.',
          unit: 'ops',
          queries: [
            [
              `sum by (job_name) (rate(${OPERATOR}_KafkaSourceReader_KafkaConsumer_records_consumed_total${OF}[$__rate_interval]))`,
              '{{job_name}}',
            ],
          ],
        }),
        lines({
          title: 'Busy and held up',
          description: 'Of each second, the busiest task; and the task that waits most for the one behind it.',
          unit: 'ms',
          queries: [
            [`max by (job_name) (flink_taskmanager_job_task_busyTimeMsPerSecond${OF})`, 'busy {{job_name}}'],
            [`max by (job_name) (flink_taskmanager_job_task_backPressuredTimeMsPerSecond${OF})`, 'held up {{job_name}}'],
          ],
          limits: [[1000, 'red']],
        }),
      ],
    },
    {
      title: 'Checkpoints',
      panels: [
        lines({
          title: 'Time that one takes',
          description: 'The last one.',
          unit: 'ms',
          width: 8,
          queries: [[`max by (job_name) (flink_jobmanager_job_lastCheckpointDuration${OF})`, '{{job_name}}']],
          limits: [[30000, 'red']],
        }),
        lines({
          title: 'Size of the state',
          description: 'Of the last one, all of it.',
          unit: 'bytes',
          width: 8,
          queries: [[`max by (job_name) (flink_jobmanager_job_lastCheckpointFullSize${OF})`, '{{job_name}}']],
        }),
        lines({
          title: 'Completed and failed',
          description: 'In a minute.',
          unit: 'short',
          width: 8,
          queries: [
            [`sum by (job_name) (rate(flink_jobmanager_job_numberOfCompletedCheckpoints${OF}[$__rate_interval])) * 60`, 'completed {{job_name}}'],
            [`sum by (job_name) (rate(flink_jobmanager_job_numberOfFailedCheckpoints${OF}[$__rate_interval])) * 60`, 'failed {{job_name}}'],
          ],
        }),
      ],
    },
    {
      title: 'Processing',
      panels: [
        lines({
          title: 'Duplicates and repeats',
          description: 'Duplicates were sent twice; repeats are one record that the journal sent twice.',
          unit: 'ops',
          width: 8,
          queries: [rateOf('duplicates', 'duplicates'), rateOf('repeats', 'repeats')],
        }),
        lines({
          title: 'Identities',
          description: 'Links that were made, events that were given a user, anonymous ids that stopped linking.',
          unit: 'ops',
          width: 8,
          queries: [rateOf('links', 'links'), rateOf('stitched', 'stitched'), rateOf('anonymousIdsWithTooManyUsers', 'stopped linking')],
        }),
        lines({
          title: 'Not processed as they should be',
          description: 'Records that can not be read, events without their user agent.',
          unit: 'ops',
          width: 8,
          queries: [rateOf('malformed', 'malformed'), rateOf('unenriched', 'unenriched')],
        }),
      ],
    },
    {
      title: 'Connections and functions',
      panels: [
        lines({
          title: 'Events by what became of them',
          description: 'Taken in = elsewhere (no connection to this destination) + dropped + dead letters + delivered + in flight.',
          unit: 'ops',
          queries: ['elsewhere', 'dropped', 'deadLetters', 'delivered'].map((what) => rateOf(what, what)),
        }),
        lines({
          title: 'In flight, and tries again',
          description: 'Events whose functions have not ended; tries after a RetryError, in a second.',
          unit: 'short',
          queries: [[`sum by (job_name) (${OPERATOR}_inFlight${OF})`, 'in flight {{job_name}}'], rateOf('retries', 'retries')],
        }),
        lines({
          title: 'Paused connections',
          description: 'How long the oldest event has waited for its connection. Kafka keeps it for as long as the topic\'s retention.',
          unit: 'ms',
          queries: [[`max by (job_name) (${OPERATOR}_heldForMs${OF})`, '{{job_name}}']],
        }),
        lines({
          title: 'Configuration',
          description: 'Since the TaskManager began to read: versions of functions that did not compile, records that could not be read, records that went back to an older version.',
          unit: 'short',
          queries: [
            [`sum by (job_name) (${OPERATOR}_functionsNotCompiled${OF})`, 'not compiled {{job_name}}'],
            [`max by (job_name) (${OPERATOR}_config_unreadable${OF})`, 'unreadable {{job_name}}'],
            [`max by (job_name) (${OPERATOR}_config_wentBack${OF})`, 'went back {{job_name}}'],
          ],
        }),
      ],
    },
    {
      title: 'Into ClickHouse',
      panels: [
        lines({
          title: 'Rows committed',
          description: 'As sent; the table may fold them.',
          unit: 'ops',
          width: 8,
          queries: [rateOf('clickhouse_rowsCommitted', '')],
        }),
        lines({
          title: 'Time of a commit',
          description: 'Of the last 500 blocks of each subtask, waits included.',
          unit: 'ms',
          width: 8,
          queries: ['0.5', '0.95', '0.99'].map((quantile) => [
            `max by (job_name) (${OPERATOR}_clickhouse_commitMillis{job_name=~"$job", quantile="${quantile}"})`,
            `${quantile} {{job_name}}`,
          ]),
        }),
        lines({
          title: 'Doubt and trouble',
          description: 'Tries that failed, blocks whose rows were there when asked, tokens without rows, rows slowed down: in a second. Blocks that wait for a person.',
          unit: 'short',
          width: 8,
          queries: [
            rateOf('clickhouse_retries', 'failed tries'),
            rateOf('clickhouse_inDoubtFoundInPlace', 'found in place'),
            rateOf('clickhouse_ghostTokens', 'tokens without rows'),
            rateOf('clickhouse_rowsBraked', 'rows slowed down'),
            [`sum by (job_name) (${OPERATOR}_clickhouse_blockedCommits${OF})`, 'wait for a person {{job_name}}'],
          ],
        }),
      ],
    },
    {
      title: 'Into a warehouse',
      panels: [
        lines({
          title: 'Rows written and refused',
          description: 'A refused row is a dead letter.',
          unit: 'ops',
          width: 8,
          queries: [rateOf('warehouse_rowsWritten', 'written'), rateOf('warehouse_rowsRefused', 'refused')],
        }),
        lines({
          title: 'Time of a batch',
          description: 'Of the last 500, waits included.',
          unit: 'ms',
          width: 8,
          queries: ['0.5', '0.95', '0.99'].map((quantile) => [
            `max by (job_name) (${OPERATOR}_warehouse_writeMillis{job_name=~"$job", quantile="${quantile}"})`,
            `${quantile} {{job_name}}`,
          ]),
        }),
        lines({
          title: 'Trouble',
          description: 'Tries that failed, in a second; writers that wait for a person.',
          unit: 'short',
          width: 8,
          queries: [
            rateOf('warehouse_retries', 'failed tries'),
            [`sum by (job_name) (${OPERATOR}_warehouse_blockedWrites${OF})`, 'wait for a person {{job_name}}'],
          ],
        }),
      ],
    },
    {
      title: 'Processes',
      panels: [
        lines({
          title: 'Memory in use',
          description: 'Heap of JobManagers and TaskManagers; metaspace of TaskManagers, which stays flat however often a job is submitted.',
          unit: 'bytes',
          width: 8,
          queries: [
            ['sum by (instance) (flink_taskmanager_Status_JVM_Memory_Heap_Used)', 'TaskManager {{instance}}'],
            ['sum by (instance) (flink_jobmanager_Status_JVM_Memory_Heap_Used)', 'JobManager {{instance}}'],
            ['sum by (instance) (flink_taskmanager_Status_JVM_Memory_Metaspace_Used)', 'metaspace {{instance}}'],
          ],
        }),
        lines({
          title: 'Threads',
          description: 'Of TaskManagers. They stay flat as well.',
          unit: 'short',
          width: 8,
          queries: [['sum by (instance) (flink_taskmanager_Status_JVM_Threads_Count)', '{{instance}}']],
        }),
        lines({
          title: 'Processor',
          description: 'Share of the machine that a TaskManager takes.',
          unit: 'percentunit',
          width: 8,
          queries: [['sum by (instance) (flink_taskmanager_Status_JVM_CPU_Load)', '{{instance}}']],
        }),
      ],
    },
  ],
});
