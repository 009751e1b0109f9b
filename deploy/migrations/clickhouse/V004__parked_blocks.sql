-- Blocks of rows that an operator has given up: the sink looks here while a table refuses a block for good, and makes
-- dead letters of its rows (flink-jobs, connector/clickhouse/README.md). A request is kept for longer than any checkpoint
-- that may hold the block: a job that is restored from it must find the request again.
CREATE TABLE parked_blocks
(
    `block` String COMMENT 'id that the alert names, 16 hexadecimal digits',
    `requested_at` DateTime64(3, 'UTC') DEFAULT now64(3),
    `requested_by` String DEFAULT currentUser()
)
ENGINE = MergeTree
ORDER BY block
TTL toDateTime(requested_at) + INTERVAL 180 DAY;
