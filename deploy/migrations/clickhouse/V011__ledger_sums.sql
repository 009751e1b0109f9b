-- Sums of the ledger by the minute, so that a day's page reads some thousand rows and not the day's events. They are
-- absolute as all of the ledger is: a minute is reckoned from the rows as a whole, never added to. Which minutes have to
-- be reckoned again, the tables tell themselves: each insert notes the minutes of its rows, whoever makes it.

-- When rows of a minute were written last, and when its sums were reckoned last.
CREATE TABLE ledger_minutes
(
    `workspace_id` LowCardinality(String),
    `minute` DateTime('UTC') COMMENT 'of received_at',
    `changed_at` SimpleAggregateFunction(max, DateTime64(3, 'UTC')),
    `reckoned_at` SimpleAggregateFunction(max, DateTime64(3, 'UTC')) COMMENT 'when the reckoning began',
    INDEX idx_changed_at changed_at TYPE minmax GRANULARITY 1
)
ENGINE = AggregatingMergeTree
PARTITION BY toYYYYMM(minute)
ORDER BY (workspace_id, minute)
TTL minute + INTERVAL 90 DAY;

-- The terms of the ledger, of minutes that were reckoned. Rows older than the reckoning of their minute are of an
-- earlier one, and what they count is no more.
CREATE TABLE ledger_sums
(
    `workspace_id` LowCardinality(String),
    `minute` DateTime('UTC'),
    `source_id` LowCardinality(String),
    `destination_id` LowCardinality(String) COMMENT 'empty: the same for each destination',
    `accepted` Int64,
    `duplicates` Int64,
    `dropped` Int64,
    `dead_letters` Int64,
    `delivered` Int64,
    `rows` Int64,
    `reckoned_at` DateTime64(3, 'UTC')
)
ENGINE = ReplacingMergeTree(reckoned_at)
PARTITION BY toYYYYMM(minute)
ORDER BY (workspace_id, minute, source_id, destination_id)
TTL minute + INTERVAL 90 DAY;

CREATE MATERIALIZED VIEW accepted_minutes TO ledger_minutes AS
SELECT workspace_id, toStartOfMinute(received_at) AS minute, now64(3, 'UTC') AS changed_at
FROM accepted GROUP BY workspace_id, minute;

CREATE MATERIALIZED VIEW outcomes_minutes TO ledger_minutes AS
SELECT workspace_id, toStartOfMinute(received_at) AS minute, now64(3, 'UTC') AS changed_at
FROM outcomes GROUP BY workspace_id, minute;

CREATE MATERIALIZED VIEW events_minutes TO ledger_minutes AS
SELECT workspace_id, toStartOfMinute(received_at) AS minute, now64(3, 'UTC') AS changed_at
FROM events GROUP BY workspace_id, minute;

-- What was there before.
INSERT INTO ledger_minutes (workspace_id, minute, changed_at)
SELECT DISTINCT workspace_id, toStartOfMinute(received_at) AS minute, now64(3, 'UTC') FROM accepted
UNION ALL SELECT DISTINCT workspace_id, toStartOfMinute(received_at) AS minute, now64(3, 'UTC') FROM outcomes
UNION ALL SELECT DISTINCT workspace_id, toStartOfMinute(received_at) AS minute, now64(3, 'UTC') FROM events;

-- The minutes whose sums can't be trusted: written to since they were reckoned, or so shortly before that the insert may
-- not have been there yet (no insert takes two minutes). An insert's note can be lost when the server is killed between
-- the two, or runs out of memory: what was received in the three days before the server's start is reckoned once more,
-- and so is each hour when it is over. A mutation (DELETE, UPDATE) changes any minute.
CREATE VIEW ledger_stale_minutes AS
SELECT workspace_id, minute, max(ledger_minutes.changed_at) AS last_change, max(ledger_minutes.reckoned_at) AS last_reckoning
FROM ledger_minutes
GROUP BY workspace_id, minute
HAVING last_reckoning < last_change + INTERVAL 2 MINUTE
    OR last_reckoning < (
        SELECT max(if(is_done, create_time, now())) + INTERVAL 1 SECOND FROM system.mutations
        WHERE database = currentDatabase() AND table IN ('accepted', 'outcomes', 'events'))
    OR (minute > now() - uptime() - INTERVAL 3 DAY AND last_reckoning < now() - uptime())
    OR (last_reckoning < toStartOfHour(minute) + INTERVAL 65 MINUTE AND toStartOfHour(minute) + INTERVAL 65 MINUTE < now());

-- The ledger's terms that don't depend on a destination.
CREATE VIEW ledger_terms_of_all AS
SELECT
    workspace_id, source_id, '' AS destination_id, toStartOfMinute(received_at) AS minute,
    toInt64(count()) AS accepted, toInt64(0) AS duplicates, toInt64(0) AS dropped, toInt64(0) AS dead_letters,
    toInt64(0) AS delivered, toInt64(0) AS rows
FROM accepted FINAL
GROUP BY workspace_id, source_id, minute
UNION ALL
SELECT
    workspace_id, source_id, '', toStartOfMinute(received_at) AS minute,
    toInt64(0), toInt64(countIf(state = 'duplicate')), toInt64(countIf(state = 'dropped')),
    toInt64(countIf(state = 'dead_letter')), toInt64(0), toInt64(0)
FROM outcomes FINAL
WHERE destination_id = ''
GROUP BY workspace_id, source_id, minute;

-- Those of a destination.
CREATE VIEW ledger_terms_of_one AS
SELECT
    workspace_id, source_id, destination_id, toStartOfMinute(received_at) AS minute,
    toInt64(0) AS accepted, toInt64(0) AS duplicates, toInt64(countIf(state = 'dropped')) AS dropped,
    toInt64(countIf(state = 'dead_letter')) AS dead_letters, toInt64(countIf(state = 'delivered')) AS delivered,
    toInt64(sumIf(outcomes.rows, state = 'delivered')) AS rows
FROM outcomes FINAL
WHERE destination_id NOT IN ('', 'archive')
GROUP BY workspace_id, source_id, destination_id, minute
UNION ALL
-- The rows themselves; an outcome that an attempt as late as theirs has overtaken is taken back.
SELECT
    workspace_id, source_id, 'clickhouse', toStartOfMinute(received_at) AS minute,
    toInt64(0), toInt64(0),
    -toInt64(countIf(row_no = 0 AND o.state = 'dropped' AND o.version <= stored.version)),
    -toInt64(countIf(row_no = 0 AND o.state = 'dead_letter' AND o.version <= stored.version)),
    toInt64(countIf(row_no = 0 AND o.version <= stored.version)),
    toInt64(countIf(o.version <= stored.version))
FROM (SELECT workspace_id, source_id, event_id, received_at, row_no, version FROM events FINAL) AS stored
ANY LEFT JOIN
(
    SELECT event_id, received_at, state, version FROM outcomes FINAL WHERE destination_id = 'clickhouse'
) AS o ON stored.event_id = o.event_id AND stored.received_at = o.received_at
GROUP BY workspace_id, source_id, minute;

-- The ledger as in V005, put together from those two.
CREATE OR REPLACE VIEW ledger AS
SELECT
    workspace_id,
    source_id,
    destination_id,
    minute,
    sum(a) AS accepted,
    sum(c) AS duplicates,
    sum(d) AS dropped,
    sum(l) AS dead_letters,
    sum(e) AS delivered,
    sum(r) AS rows,
    accepted - duplicates - dropped - dead_letters - delivered AS in_flight
FROM
(
    -- What does not depend on the destination stands beside each that has reported progress.
    SELECT
        terms.workspace_id AS workspace_id, source_id, destinations.destination_id AS destination_id, minute,
        terms.accepted AS a, terms.duplicates AS c, terms.dropped AS d, terms.dead_letters AS l, terms.delivered AS e, terms.rows AS r
    FROM ledger_terms_of_all AS terms
    CROSS JOIN
    (
        SELECT destination_id, workspace_id AS owner
        FROM progress
        WHERE destination_id != 'archive'
        GROUP BY destination_id, owner
    ) AS destinations
    WHERE destinations.owner IN ('', terms.workspace_id)

    UNION ALL

    SELECT
        terms.workspace_id, source_id, terms.destination_id, minute,
        terms.accepted, terms.duplicates, terms.dropped, terms.dead_letters, terms.delivered, terms.rows
    FROM ledger_terms_of_one AS terms
)
GROUP BY workspace_id, source_id, destination_id, minute;
