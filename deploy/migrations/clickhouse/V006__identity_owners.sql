-- What the backfill of identities rests on.

-- Rows whose user came with the event keep it; the others go with the links. Rows that are there
-- already are taken to have been sent with the user that they have.
ALTER TABLE events
    ADD COLUMN `sent_user_id` String DEFAULT user_id COMMENT 'as sent, or as a function said; empty: user_id is that of a link' AFTER `user_id`;

ALTER TABLE identity_links
    ADD COLUMN `requested_by` String COMMENT 'who took a link back; then cause is unlink' AFTER `cause`;

-- Whose the events of each anonymous id are that have no user of their own: the newest revision holds.
CREATE TABLE identity_owners
(
    `_block` UInt64 DEFAULT 0 TTL toDateTime(changed_at) + INTERVAL 10 DAY,
    `workspace_id` LowCardinality(String),
    `anonymous_id` String,
    `revision` UInt64 COMMENT 'counts the changes of this anonymous id',
    `owned_from` Array(Int64) COMMENT 'received_at in epoch milliseconds, ascending',
    `owners` Array(String) COMMENT 'user from that time on; empty: no one',
    `changed_at` DateTime64(3, 'UTC') COMMENT 'received_at of the event that changed it',
    INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1
)
ENGINE = ReplacingMergeTree(revision)
ORDER BY (workspace_id, anonymous_id)
SETTINGS non_replicated_deduplication_window = 10000;

-- How far the backfill of each anonymous id is.
CREATE TABLE backfills
(
    `workspace_id` LowCardinality(String),
    `anonymous_id` String,
    `destination_id` LowCardinality(String),
    `revision` UInt64 COMMENT 'of identity_owners that the rows agree with',
    `rows` UInt64 COMMENT 'that were written again for it',
    `requested_at` DateTime64(3, 'UTC') COMMENT 'when the change came to the delivery job',
    `done_at` DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(done_at)
PARTITION BY toYYYYMM(done_at)
ORDER BY (workspace_id, anonymous_id, destination_id, revision)
TTL toDateTime(done_at) + INTERVAL 90 DAY;
