-- What the ledger is reckoned from, beside the rows of events themselves. All of it is absolute: written twice, it is
-- one when read. V001 says what _block and the settings are for.

-- One row per accepted record, where events_raw has one per message id. A gap in the sequences of one epoch is a loss
-- on the way from the collector to Flink.
CREATE TABLE accepted
(
    `_block` UInt64 DEFAULT 0 TTL toDateTime(received_at) + INTERVAL 10 DAY,
    `collector_instance` LowCardinality(String),
    `collector_epoch` UInt64,
    `collector_sequence` UInt64 COMMENT 'counts the records of the epoch from 0' CODEC(DoubleDelta, LZ4),
    `event_id` UUID,
    `workspace_id` LowCardinality(String),
    `source_id` LowCardinality(String),
    `received_at` DateTime64(3, 'UTC') COMMENT 'server time' CODEC(DoubleDelta, LZ4),
    `topic` LowCardinality(String) COMMENT 'where the record stands in Kafka',
    `partition` Int32,
    `offset` Int64 CODEC(Delta, LZ4),
    INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX idx_event_id event_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX idx_received_at received_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMMDD(received_at)
ORDER BY (collector_instance, collector_epoch, collector_sequence)
TTL toDateTime(received_at) + INTERVAL 90 DAY
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1;

-- How events ended that became no row here: one versioned row per event and destination, one per record of a duplicate.
CREATE TABLE outcomes
(
    `_block` UInt64 DEFAULT 0 TTL toDateTime(received_at) + INTERVAL 10 DAY,
    `event_id` UUID,
    `workspace_id` LowCardinality(String),
    `source_id` LowCardinality(String),
    `destination_id` LowCardinality(String) COMMENT 'empty for what ended before any destination',
    `duplicate` String COMMENT 'which record is the duplicate: instance/epoch/sequence; else empty',
    `state` LowCardinality(String) COMMENT 'duplicate, dropped, dead_letter or delivered',
    `reason` LowCardinality(String) COMMENT 'machine-readable code',
    `detail` String COMMENT 'which function or connection it was, or empty',
    `rows` UInt32 COMMENT 'that a delivered event became',
    `received_at` DateTime64(3, 'UTC') COMMENT 'server time of the record',
    `version` UInt64 COMMENT 'the highest wins: milliseconds of the attempt',
    INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX idx_event_id event_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX idx_received_at received_at TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMMDD(received_at)
ORDER BY (workspace_id, event_id, destination_id, duplicate)
TTL toDateTime(received_at) + INTERVAL 90 DAY
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1;

-- How far each destination had come, every ten seconds or so. All reports are kept: the view of losses counts them.
CREATE TABLE progress
(
    `_block` UInt64 DEFAULT 0 TTL toDateTime(at) + INTERVAL 10 DAY,
    `destination_id` LowCardinality(String),
    `workspace_id` LowCardinality(String) COMMENT 'whose events it gets; empty for those of all',
    `topic` LowCardinality(String),
    `partition` Int32,
    `offset` Int64 COMMENT 'of the last accepted record of this partition that had come by',
    `at` DateTime64(3, 'UTC'),
    INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMMDD(at)
ORDER BY (destination_id, topic, partition, at, offset)
TTL toDateTime(at) + INTERVAL 90 DAY
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1;

-- One event's rows are looked for by its id alone.
ALTER TABLE events ADD INDEX IF NOT EXISTS idx_event_id event_id TYPE bloom_filter(0.01) GRANULARITY 1;
