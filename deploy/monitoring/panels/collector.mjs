import { dashboard } from './dashboard.mjs';
import { figure, lines, variable } from './panel.mjs';

const OF = '{instance=~"$instance"}';

/** What a collector does, from the socket to Kafka. */
export default dashboard({
  uid: 'cdp-collector',
  title: 'CDP: collector',
  description: 'From the socket to Kafka. collector/server/README.md explains each metric.',
  variables: [variable('instance', 'Collector', 'cdp_collector_events_total', 'instance')],
  rows: [
    {
      title: 'Requests',
      panels: [
        lines({
          title: 'Requests by endpoint',
          description: 'Answered in a second, whatever the answer.',
          unit: 'reqps',
          stacked: true,
          queries: [[`sum by (endpoint) (rate(cdp_collector_requests_seconds_count${OF}[$__rate_interval])) > 0`, '{{endpoint}}']],
        }),
        lines({
          title: 'Answers by class of status',
          description: 'All endpoints together.',
          unit: 'reqps',
          stacked: true,
          queries: [[`sum by (status) (rate(cdp_collector_requests_seconds_count${OF}[$__rate_interval]))`, '{{status}}']],
        }),
        lines({
          title: 'Time to an answer',
          description: 'Of the endpoints that take events.',
          unit: 's',
          queries: ['0.5', '0.95', '0.99'].map((quantile) => [
            `histogram_quantile(${quantile}, sum by (le) (rate(cdp_collector_requests_seconds_bucket{instance=~"$instance", endpoint!="other"}[$__rate_interval])))`,
            quantile,
          ]),
        }),
        lines({
          title: 'Refused as a whole',
          description: 'Requests in a second, by the status of the answer.',
          unit: 'reqps',
          stacked: true,
          queries: [[`sum by (status) (rate(cdp_collector_refusals_total${OF}[$__rate_interval]))`, '{{status}}']],
        }),
      ],
    },
    {
      title: 'Events',
      panels: [
        lines({
          title: 'Events by outcome',
          description: 'Received = accepted + rejected + dropped.',
          unit: 'ops',
          stacked: true,
          queries: [[`sum by (outcome) (rate(cdp_collector_events_total${OF}[$__rate_interval]))`, '{{outcome}}']],
        }),
        lines({
          title: 'Dead letters by reason',
          description: 'What was wrong with the rejected ones.',
          unit: 'ops',
          stacked: true,
          queries: [[`sum by (stage, reason) (rate(cdp_collector_dead_letters_total${OF}[$__rate_interval]))`, '{{stage}} {{reason}}']],
        }),
        lines({
          title: 'Rate limit',
          description: 'Events that asked for room = admitted + degraded (without Redis) + limited (429).',
          unit: 'ops',
          stacked: true,
          queries: [[`sum by (outcome) (rate(cdp_collector_rate_events_total${OF}[$__rate_interval]))`, '{{outcome}}']],
        }),
        lines({
          title: 'Write keys and unlearned fields',
          description: 'Look-ups of keys by who had the answer; fields that passed without being learned.',
          unit: 'ops',
          queries: [
            [`sum by (level) (rate(cdp_collector_keys_total${OF}[$__rate_interval]))`, 'key: {{level}}'],
            [`sum(rate(cdp_collector_fields_unlearned_total${OF}[$__rate_interval]))`, 'fields unlearned'],
          ],
        }),
      ],
    },
    {
      title: 'Journal',
      panels: [
        figure({
          title: 'Refuses events',
          description: '1 while the journal takes none: full, or its disk fails.',
          unit: 'short',
          queries: [[`max(cdp_collector_journal_refusing${OF})`, 'refuses']],
          limits: [[1, 'red']],
        }),
        lines({
          title: 'Age of the oldest record',
          description: 'That Kafka has not acknowledged.',
          unit: 's',
          width: 9,
          queries: [[`max by (instance) (cdp_collector_journal_oldest_seconds${OF})`, '{{instance}}']],
          limits: [[60, 'red']],
        }),
        lines({
          title: 'Bytes on the disk',
          description: 'All segments; they stay for JOURNAL_GRACE after Kafka has acknowledged them.',
          unit: 'bytes',
          width: 9,
          queries: [[`sum by (instance) (cdp_collector_journal_bytes${OF})`, '{{instance}}']],
        }),
        lines({
          title: 'In and out',
          description: 'Recovered + appended = acknowledged + quarantined + lost + depth.',
          unit: 'ops',
          queries: ['appended', 'acknowledged', 'sent', 'replayed', 'recovered'].map((what) => [
            `sum(rate(cdp_collector_journal_${what}_total${OF}[$__rate_interval]))`,
            what,
          ]),
        }),
        lines({
          title: 'Faults',
          description: 'In an hour: records lost or set aside, bytes that can not be read, truncations of Kafka, producers begun anew.',
          unit: 'short',
          queries: [
            [`sum(increase(cdp_collector_journal_lost_total${OF}[1h]))`, 'lost'],
            [`sum(increase(cdp_collector_journal_quarantined_total${OF}[1h]))`, 'set aside'],
            [`sum(increase(cdp_collector_journal_corrupt_bytes_total${OF}[1h]))`, 'corrupt bytes'],
            [`sum(increase(cdp_collector_kafka_truncations_total${OF}[1h]))`, 'truncations of Kafka'],
            [`sum(increase(cdp_collector_journal_kafka_failures_total${OF}[1h]))`, 'producers begun anew'],
          ],
        }),
        lines({
          title: 'Syncs of the disk',
          description: 'Mean time of one, by collector.',
          unit: 's',
          queries: [
            [
              `sum by (instance) (rate(cdp_collector_journal_fsync_seconds_sum${OF}[$__rate_interval])) / sum by (instance) (rate(cdp_collector_journal_fsync_seconds_count${OF}[$__rate_interval]))`,
              '{{instance}}',
            ],
          ],
        }),
        lines({
          title: 'Records that a power loss may take',
          description: 'Answered, written, and not yet synced.',
          unit: 'short',
          queries: [[`sum by (instance) (cdp_collector_journal_unsynced${OF})`, '{{instance}}']],
        }),
      ],
    },
    {
      title: 'Process',
      panels: [
        lines({
          title: 'Services that answer',
          description: '1 or 0, as /ready says.',
          unit: 'short',
          width: 8,
          queries: [[`min by (dependency) (cdp_collector_dependency_up${OF})`, '{{dependency}}']],
        }),
        lines({
          title: 'Connections',
          description: 'Open; requests that are not answered yet; connections closed as they came, in a second.',
          unit: 'short',
          width: 8,
          queries: [
            [`sum(cdp_collector_connections_open${OF})`, 'open'],
            [`sum(cdp_collector_requests_open${OF})`, 'requests'],
            [`sum(rate(cdp_collector_connections_refused_total${OF}[$__rate_interval]))`, 'refused'],
          ],
        }),
        lines({
          title: 'Memory',
          description: 'Java heap in use, and what requests take of it (an estimate).',
          unit: 'bytes',
          width: 8,
          queries: [
            ['sum by (instance) (jvm_memory_used_bytes{job="cdp-collector", area="heap", instance=~"$instance"})', 'heap {{instance}}'],
            [`sum by (instance) (cdp_collector_requests_memory_bytes${OF})`, 'requests {{instance}}'],
          ],
        }),
      ],
    },
  ],
});
