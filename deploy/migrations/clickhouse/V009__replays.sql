-- Reprocessing: the archive is run again through the current functions, into rows of its own, and compared with those
-- that stand before any of them is replaced. V001 says what _block and the settings are for.

-- What a request showed of its client, so that a replay finds out the same as the first time. Empty in older rows.
ALTER TABLE events_raw
    ADD COLUMN `ip` String COMMENT 'address of the request, as far as the source keeps it' AFTER `timestamp`,
    ADD COLUMN `user_agent` String COMMENT 'of the request' AFTER `ip`;

-- One versioned row per replay: what was asked for, how it was planned, how far it is.
CREATE TABLE replays
(
    `replay_id` String,
    `version` UInt64 COMMENT 'the highest wins',
    `workspace_id` LowCardinality(String) COMMENT 'empty: all',
    `received_from` DateTime64(3, 'UTC') COMMENT 'received_at that no event is before',
    `received_to` DateTime64(3, 'UTC') COMMENT 'received_at that all events are before',
    `functions` String COMMENT 'functions that run in another version than that of cdp.config, as JSON',
    `requested_at` DateTime64(3, 'UTC'),
    `requested_by` String,
    `job_id` String COMMENT 'of Flink',
    `chunks` UInt32 COMMENT 'that the job has cut the archive into',
    `records` UInt64 COMMENT 'of the archive that the chunks hold, repeats of events among them',
    `compared_at` DateTime64(3, 'UTC') COMMENT 'which rows of replay_changes hold; the epoch: none',
    `apply_version` UInt64 COMMENT 'that its rows have in events, once it is applied; else 0',
    `state` LowCardinality(String) COMMENT 'requested, running, compared, applying, applied or failed'
)
ENGINE = ReplacingMergeTree(version)
ORDER BY replay_id;

-- The rows that a replay made: those of events, beside the replay's name. A migration that adds a column to events adds
-- it here.
CREATE TABLE events_shadow
(
    `_block` UInt64 DEFAULT 0 TTL toDateTime(received_at) + INTERVAL 10 DAY,
    `replay_id` LowCardinality(String),
    `event_id` UUID,
    `row_no` UInt32,
    `version` UInt64,
    `workspace_id` LowCardinality(String),
    `source_id` LowCardinality(String),
    `message_id` String,
    `type` LowCardinality(String),
    `event` LowCardinality(String),
    `name` String,
    `anonymous_id` String,
    `user_id` String,
    `sent_user_id` String,
    `previous_id` String,
    `group_id` String,
    `channel` LowCardinality(String),
    `received_at` DateTime64(3, 'UTC'),
    `sent_at` Nullable(DateTime64(3, 'UTC')),
    `original_timestamp` Nullable(DateTime64(3, 'UTC')),
    `timestamp` DateTime64(3, 'UTC'),
    `ip` String,
    `country` LowCardinality(String),
    `city` LowCardinality(String),
    `ua_browser` LowCardinality(String),
    `ua_browser_version` LowCardinality(String),
    `ua_os` LowCardinality(String),
    `ua_os_version` LowCardinality(String),
    `ua_device` LowCardinality(String),
    `is_bot` Bool,
    `utm_source` LowCardinality(String),
    `utm_medium` LowCardinality(String),
    `utm_campaign` LowCardinality(String),
    `utm_term` String,
    `utm_content` String,
    `properties` JSON,
    `traits` JSON,
    `context` JSON,
    INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1,
    INDEX idx_event_id event_id TYPE bloom_filter(0.01) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(received_at)
ORDER BY (replay_id, workspace_id, anonymous_id, event_id, row_no)
SETTINGS non_replicated_deduplication_window = 10000;

-- Events of which a replay made no row, or not all: dropped as wanted, or failed. An event without any row here and in
-- events_shadow was not read.
CREATE TABLE replay_outcomes
(
    `_block` UInt64 DEFAULT 0 TTL toDateTime(received_at) + INTERVAL 10 DAY,
    `replay_id` LowCardinality(String),
    `event_id` UUID,
    `workspace_id` LowCardinality(String),
    `source_id` LowCardinality(String),
    `message_id` String COMMENT 'of what failed',
    `state` LowCardinality(String) COMMENT 'dropped, held or dead_letter',
    `reason` LowCardinality(String) COMMENT 'machine-readable code',
    `detail` String COMMENT 'which function or connection it was, or empty',
    `field` String COMMENT 'the field that is at fault, or empty',
    `error` String COMMENT 'for people',
    `received_at` DateTime64(3, 'UTC') COMMENT 'server time of the event',
    `version` UInt64 COMMENT 'the highest wins',
    INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(version)
PARTITION BY toYYYYMM(received_at)
ORDER BY (replay_id, workspace_id, event_id)
SETTINGS non_replicated_deduplication_window = 10000;

-- What has been read: a replay is complete when all its chunks are here.
CREATE TABLE replay_chunks
(
    `_block` UInt64 DEFAULT 0 TTL toDateTime(read_at) + INTERVAL 10 DAY,
    `replay_id` LowCardinality(String),
    `chunk` UInt32 COMMENT 'counts from 0',
    `records` UInt64 COMMENT 'of the archive, repeats of events among them',
    `events` UInt64 COMMENT 'that were read',
    `read_at` DateTime64(3, 'UTC'),
    INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(read_at)
ORDER BY (replay_id, chunk)
SETTINGS non_replicated_deduplication_window = 10000;

-- Rows that a comparison has found to differ; which comparison holds is told by replays.compared_at. kind is
--   changed  the row is there, and the replay makes another one
--   added    only the replay makes it
--   removed  the row is there, and the replay has read its event and does not make it
--   failed   the row is there, and its event failed in the replay: it stays
--   unread   the row is there, and the archive does not have its event: it stays
CREATE TABLE replay_changes
(
    `replay_id` LowCardinality(String),
    `compared_at` DateTime64(3, 'UTC'),
    `workspace_id` LowCardinality(String),
    `anonymous_id` String,
    `event_id` UUID,
    `row_no` UInt32,
    `received_at` DateTime64(3, 'UTC'),
    `kind` LowCardinality(String),
    `event_before` LowCardinality(String) COMMENT 'event of a track, else the type; empty: there is no row',
    `event_after` LowCardinality(String) COMMENT 'the same of the row of the replay',
    `fields` Array(LowCardinality(String)) COMMENT 'that differ: a column, or properties.x, traits.x, context.x',
    `before` Array(String) COMMENT 'their values; of JSON as JSON; empty: not there',
    `after` Array(String),
    `live_hash` UInt64 COMMENT 'of the row that is there, but for what a backfill changes; 0: none'
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(received_at)
ORDER BY (replay_id, compared_at, workspace_id, anonymous_id, event_id, row_no);

-- Rows by event name, now and of a replay: SELECT * FROM replay_by_event(replay = '…').
CREATE VIEW replay_by_event AS
SELECT
    event,
    sum(n) AS rows_now,
    sum(r) AS rows_replay,
    sum(removed_) AS removed,
    sum(added_) AS added,
    sum(changed_) AS changed,
    sum(failed_) AS failed,
    sum(unread_) AS unread
FROM
(
    SELECT if(type = 'track', event, type) AS event, count() AS n, 0 AS r, 0 AS removed_, 0 AS added_, 0 AS changed_, 0 AS failed_, 0 AS unread_
    FROM events FINAL
    WHERE received_at >= (SELECT any(received_from) FROM replays FINAL WHERE replay_id = {replay:String})
        AND received_at < (SELECT any(received_to) FROM replays FINAL WHERE replay_id = {replay:String})
        AND (SELECT any(workspace_id) FROM replays FINAL WHERE replay_id = {replay:String}) IN ('', workspace_id)
    GROUP BY event

    UNION ALL

    SELECT if(type = 'track', event, type) AS event, 0, count(), 0, 0, 0, 0, 0
    FROM events_shadow FINAL
    WHERE replay_id = {replay:String}
    GROUP BY event

    UNION ALL

    SELECT
        if(event_before = '', event_after, event_before) AS event, 0, 0,
        countIf(kind = 'removed'), countIf(kind = 'added'), countIf(kind = 'changed'), countIf(kind = 'failed'), countIf(kind = 'unread')
    FROM replay_changes FINAL
    WHERE replay_id = {replay:String} AND compared_at = (SELECT any(compared_at) FROM replays FINAL WHERE replay_id = {replay:String})
    GROUP BY event
)
GROUP BY event;

-- Changed rows by event name and field, with one example: SELECT * FROM replay_by_field(replay = '…').
CREATE VIEW replay_by_field AS
SELECT event_before AS event, field, count() AS rows, argMin(value_before, event_id) AS example_before, argMin(value_after, event_id) AS example_after
FROM replay_changes FINAL
ARRAY JOIN fields AS field, before AS value_before, after AS value_after
WHERE replay_id = {replay:String} AND kind = 'changed'
    AND compared_at = (SELECT any(compared_at) FROM replays FINAL WHERE replay_id = {replay:String})
GROUP BY event, field;
