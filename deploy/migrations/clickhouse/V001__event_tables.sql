-- The tables that the Flink jobs write. What is common to them:
--
--  * ReplacingMergeTree: a row written twice (a rewind, a replay) is one row when read with FINAL.
--    The sorting key holds only what can never change for one event: not the resolved user, not a
--    processing time, not even received_at (a client's retry of the same bytes has another one).
--  * _block names the insert that wrote the row. The exactly-once sink asks for it when it is in
--    doubt whether an insert took effect. It is blanked after some days, because random 64-bit
--    numbers would otherwise be the largest column of the table. The days count from the event's
--    time, since the server blanks rows that are older already at the insert: they must outlast what
--    a job may have to catch up with, which is Kafka's 7 days.
--  * non_replicated_deduplication_window lets the server recognise a repeated insert by its token.
--  * Partitions are cut by received_at, the only time that a client cannot set: one insert writes
--    one partition, and a wild client clock must not scatter it over hundreds.

CREATE TABLE events_raw
(
    `_block` UInt64 DEFAULT 0 TTL toDateTime(received_at) + INTERVAL 10 DAY,
    `event_id` UUID COMMENT 'hash of workspace, source, partition key and message_id',
    `workspace_id` LowCardinality(String),
    `source_id` LowCardinality(String),
    `message_id` String,
    `type` LowCardinality(String) COMMENT 'track, identify, page, screen, group or alias',
    `event` String COMMENT 'name of a track event, else empty',
    `anonymous_id` String,
    `user_id` String COMMENT 'as sent; the resolved one is in events',
    `channel` LowCardinality(String) COMMENT 'live or import',
    `received_at` DateTime64(3, 'UTC') COMMENT 'server time',
    `sent_at` Nullable(DateTime64(3, 'UTC')) COMMENT 'client time',
    `original_timestamp` Nullable(DateTime64(3, 'UTC')) COMMENT 'client time',
    `timestamp` DateTime64(3, 'UTC') COMMENT 'event time, corrected for the skew of the client clock',
    `collector_instance` LowCardinality(String),
    `collector_epoch` UInt64,
    `collector_sequence` UInt64,
    `payload` String COMMENT 'the event as accepted, JSON' CODEC(ZSTD(3)),
    INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX idx_message_id message_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX idx_anonymous_id anonymous_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMMDD(received_at)
ORDER BY (workspace_id, event_id)
TTL toDateTime(received_at) + INTERVAL 90 DAY
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1;

CREATE TABLE events
(
    `_block` UInt64 DEFAULT 0 TTL toDateTime(received_at) + INTERVAL 10 DAY,
    `event_id` UUID COMMENT 'hash of workspace, source, partition key and message_id',
    `row_no` UInt32 COMMENT 'counts the rows that functions made of one event, from 0',
    `version` UInt64 COMMENT 'the highest wins: milliseconds of the attempt that wrote the row',
    `workspace_id` LowCardinality(String),
    `source_id` LowCardinality(String),
    `message_id` String,
    `type` LowCardinality(String) COMMENT 'track, identify, page, screen, group or alias',
    `event` LowCardinality(String) COMMENT 'name of a track event, else empty',
    `name` String COMMENT 'name of a page or screen, else empty',
    `anonymous_id` String,
    `user_id` String COMMENT 'as sent, or that of the link in force; empty when unknown',
    `previous_id` String COMMENT 'alias only',
    `group_id` String COMMENT 'group only',
    `channel` LowCardinality(String) COMMENT 'live or import',
    `received_at` DateTime64(3, 'UTC') COMMENT 'server time',
    `sent_at` Nullable(DateTime64(3, 'UTC')) COMMENT 'client time',
    `original_timestamp` Nullable(DateTime64(3, 'UTC')) COMMENT 'client time',
    `timestamp` DateTime64(3, 'UTC') COMMENT 'event time, corrected for the skew of the client clock',
    `ip` String,
    `properties` JSON COMMENT 'flat, snake_case, typed',
    `traits` JSON COMMENT 'flat, snake_case, typed',
    `context` JSON COMMENT 'flat, snake_case, typed',
    INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX idx_message_id message_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX idx_user_id user_id TYPE bloom_filter(0.01) GRANULARITY 1,
    INDEX idx_event event TYPE set(100) GRANULARITY 4,
    INDEX idx_timestamp timestamp TYPE minmax GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(received_at)
ORDER BY (workspace_id, anonymous_id, event_id, row_no)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE identity_links
(
    `_block` UInt64 DEFAULT 0 TTL toDateTime(linked_at) + INTERVAL 10 DAY,
    `event_id` UUID COMMENT 'the event that made the link',
    `workspace_id` LowCardinality(String),
    `source_id` LowCardinality(String),
    `message_id` String,
    `anonymous_id` String,
    `user_id` String,
    `cause` LowCardinality(String) COMMENT 'identify, alias or both_ids',
    `linked_at` DateTime64(3, 'UTC') COMMENT 'received_at of that event: the link is in force from here on',
    INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX idx_user_id user_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(linked_at)
ORDER BY (workspace_id, anonymous_id, event_id)
SETTINGS non_replicated_deduplication_window = 10000;

CREATE TABLE dead_letters
(
    `_block` UInt64 DEFAULT 0 TTL toDateTime(received_at) + INTERVAL 10 DAY,
    `event_id` UUID,
    `workspace_id` LowCardinality(String),
    `source_id` LowCardinality(String),
    `message_id` String,
    `type` LowCardinality(String) COMMENT 'empty where it could not be read',
    `stage` LowCardinality(String) COMMENT 'where it was rejected',
    `reason` LowCardinality(String) COMMENT 'machine-readable code',
    `field` String COMMENT 'the field that is at fault, or empty',
    `error` String COMMENT 'for people',
    `destination_id` LowCardinality(String) COMMENT 'whose delivery failed, or empty',
    `function_id` LowCardinality(String) COMMENT 'which function failed, or empty',
    `received_at` DateTime64(3, 'UTC') COMMENT 'server time of the event',
    `rejected_at` DateTime64(3, 'UTC'),
    `payload` String COMMENT 'the event as it was' CODEC(ZSTD(3)),
    INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX idx_message_id message_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(rejected_at)
PARTITION BY toYYYYMM(received_at)
ORDER BY (workspace_id, event_id, stage, destination_id, function_id, reason, field)
TTL toDateTime(received_at) + INTERVAL 180 DAY
SETTINGS non_replicated_deduplication_window = 10000, ttl_only_drop_parts = 1;
