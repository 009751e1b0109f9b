import { dashboard } from './dashboard.mjs';
import { figure, lines, variable } from './panel.mjs';

const OF = '{instance=~"$instance"}';

/** What is kept, and whether it adds up. */
export default dashboard({
  uid: 'cdp-storage',
  title: 'CDP: ledger, Kafka and ClickHouse',
  description: 'What is kept, and whether it adds up.',
  variables: [variable('instance', 'ClickHouse', 'ClickHouseMetrics_Query', 'instance')],
  rows: [
    {
      title: 'Ledger',
      panels: [
        figure({
          title: 'Imbalance',
          description: 'Rows of ledger_imbalance by kind. The console\'s page Ledger, and make why id=…, tell of which events.',
          unit: 'short',
          queries: [['cdp:ledger_imbalance:max', '{{kind}}']],
          limits: [[1, 'red']],
        }),
        lines({
          title: 'How far back it was looked',
          description: 'Three days where that is cheap enough, else less, at least an hour.',
          unit: 's',
          width: 9,
          queries: [['max(cdp_admin_ledger_watched_seconds)', 'watched']],
        }),
        lines({
          title: 'Configuration that waits for Kafka',
          description: 'Changes in the outbox of the admin service.',
          unit: 'short',
          width: 9,
          queries: [['max(cdp_admin_outbox_waiting)', 'changes']],
        }),
      ],
    },
    {
      title: 'Kafka',
      panels: [
        lines({
          title: 'Unread records',
          description: 'By job and topic, also while the job does not run.',
          unit: 'short',
          width: 12,
          queries: [['max by (group, topic) (cdp_admin_lag_records)', '{{group}} {{topic}}']],
        }),
        lines({
          title: 'Part of the retention that has passed',
          description: 'Of the oldest unread record. At 100 % it is deleted unread; alert above 50 %.',
          unit: 'percentunit',
          width: 12,
          queries: [
            [
              'max by (group, topic) (cdp_admin_unread_age_seconds) / on (topic) group_left () max by (topic) (cdp_admin_retention_seconds)',
              '{{group}} {{topic}}',
            ],
          ],
          limits: [[0.5, 'red']],
        }),
        lines({
          title: 'Open transactions',
          description: 'A job\'s are open from one checkpoint to the next.',
          unit: 'short',
          width: 6,
          queries: [['max(cdp_admin_transactions_open)', 'open']],
        }),
        lines({
          title: 'Age of the oldest open transaction',
          description: 'Readers of its topics stand where it began. Alert above 15 minutes.',
          unit: 's',
          width: 6,
          queries: [['max(cdp_admin_transactions_age_seconds)', 'age']],
          limits: [[900, 'red']],
        }),
        lines({
          title: 'Commits to Kafka',
          description: 'Transactions that the jobs have committed, in a second.',
          unit: 'ops',
          width: 6,
          queries: [
            ['sum by (job_name) (rate(flink_taskmanager_job_task_operator_successfulCommittables[$__rate_interval]))', '{{job_name}}'],
          ],
        }),
        lines({
          title: 'Commits that failed for good',
          description: 'The records in them are gone. Alert above 0.',
          unit: 'short',
          width: 6,
          queries: [['sum by (job_name) (flink_taskmanager_job_task_operator_failedCommittables)', '{{job_name}}']],
          limits: [[1, 'red']],
        }),
      ],
    },
    {
      title: 'ClickHouse',
      panels: [
        lines({
          title: 'Rows inserted',
          description: 'In a second, by whoever inserts.',
          unit: 'ops',
          width: 8,
          queries: [[`sum by (instance) (rate(ClickHouseProfileEvents_InsertedRows${OF}[$__rate_interval]))`, '{{instance}}']],
        }),
        lines({
          title: 'Queries',
          description: 'Inserts and selects, in a second, and those that failed.',
          unit: 'ops',
          width: 8,
          queries: [
            [`sum(rate(ClickHouseProfileEvents_InsertQuery${OF}[$__rate_interval]))`, 'inserts'],
            [`sum(rate(ClickHouseProfileEvents_SelectQuery${OF}[$__rate_interval]))`, 'selects'],
            [`sum(rate(ClickHouseProfileEvents_FailedInsertQuery${OF}[$__rate_interval]))`, 'failed inserts'],
            [`sum(rate(ClickHouseProfileEvents_FailedSelectQuery${OF}[$__rate_interval]))`, 'failed selects'],
          ],
        }),
        lines({
          title: 'Queries that run',
          description: 'At this moment.',
          unit: 'short',
          width: 8,
          queries: [[`sum by (instance) (ClickHouseMetrics_Query${OF})`, '{{instance}}']],
        }),
        lines({
          title: 'Parts and merges',
          description: 'Active parts of all tables; merges that run.',
          unit: 'short',
          width: 8,
          queries: [
            [`sum by (instance) (ClickHouseMetrics_PartsActive${OF})`, 'parts {{instance}}'],
            [`sum by (instance) (ClickHouseMetrics_Merge${OF})`, 'merges {{instance}}'],
          ],
        }),
        lines({
          title: 'Inserts that were slowed down',
          description: 'In an hour: delayed or rejected, as there were too many parts.',
          unit: 'short',
          width: 8,
          queries: [
            [`sum by (instance) (increase(ClickHouseProfileEvents_DelayedInserts${OF}[1h]))`, 'delayed {{instance}}'],
            [`sum by (instance) (increase(ClickHouseProfileEvents_RejectedInserts${OF}[1h]))`, 'rejected {{instance}}'],
          ],
        }),
        lines({
          title: 'Memory',
          description: 'As the server counts it.',
          unit: 'bytes',
          width: 8,
          queries: [[`sum by (instance) (ClickHouseMetrics_MemoryTracking${OF})`, '{{instance}}']],
        }),
      ],
    },
  ],
});
