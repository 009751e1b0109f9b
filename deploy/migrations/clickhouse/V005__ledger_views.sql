-- Every accepted record, for each destination, by how it ended: accepted = duplicates + dropped + dead_letters +
-- delivered + in_flight. Each term is counted from rows that say what is, so nothing doubles on a rewind. An event that
-- has both rows and an outcome (a dead letter that a replay has delivered since) counts as what its later attempt made.
-- Filter by minute: it prunes all tables. Rows without an accepted record, from before V002, make in_flight negative.
CREATE VIEW ledger AS
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
    SELECT workspace_id, source_id, destinations.destination_id AS destination_id, minute, a, c, d, l, e, r
    FROM
    (
        SELECT
            workspace_id, source_id, toStartOfMinute(received_at) AS minute,
            toInt64(count()) AS a, toInt64(0) AS c, toInt64(0) AS d, toInt64(0) AS l, toInt64(0) AS e, toInt64(0) AS r
        FROM accepted FINAL
        GROUP BY workspace_id, source_id, minute
        UNION ALL
        SELECT
            workspace_id, source_id, toStartOfMinute(received_at) AS minute,
            toInt64(0), toInt64(countIf(state = 'duplicate')), toInt64(countIf(state = 'dropped')),
            toInt64(countIf(state = 'dead_letter')), toInt64(0), toInt64(0)
        FROM outcomes FINAL
        WHERE destination_id = ''
        GROUP BY workspace_id, source_id, minute
    ) AS ends
    CROSS JOIN
    (
        SELECT destination_id, workspace_id AS owner
        FROM progress
        WHERE destination_id != 'archive'
        GROUP BY destination_id, owner
    ) AS destinations
    WHERE destinations.owner IN ('', workspace_id)

    UNION ALL

    SELECT
        workspace_id, source_id, destination_id, toStartOfMinute(received_at) AS minute,
        toInt64(0), toInt64(0), toInt64(countIf(state = 'dropped')), toInt64(countIf(state = 'dead_letter')),
        toInt64(countIf(state = 'delivered')), toInt64(sumIf(rows, state = 'delivered'))
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
    GROUP BY workspace_id, source_id, minute
)
GROUP BY workspace_id, source_id, destination_id, minute;

-- Which records each destination must have dealt with by now, for each partition of the ingest topics: those from the
-- first that it reported to what it had reached seven reports ago. The shuffle and several producers reorder within
-- about a checkpoint, and what ends on the way comes here by other topics.
CREATE VIEW ledger_reach AS
SELECT
    destination_id,
    workspace_id AS owner,
    topic,
    partition,
    min(offset) AS first_offset,
    arrayMax(report -> report.2, arraySlice(groupArraySorted(14)((-toUnixTimestamp64Milli(at), offset)), 7)) AS last_offset
FROM progress
GROUP BY destination_id, owner, topic, partition
HAVING count() >= 7;

-- What should not be, among what was received in this time: empty when all is well. kind is
--   gap      sequences of a collector's epoch that never reached Flink
--   lost     an event that a destination has passed, and that ended nowhere
--   doubled  a row that stands twice: two rows, or one that was written twice and folds when read with FINAL
CREATE VIEW ledger_imbalance_between AS
SELECT
    'gap' AS kind, workspace_id, source_id, '' AS destination_id, toUUID('00000000-0000-0000-0000-000000000000') AS event_id,
    concat(collector_instance, '/', toString(collector_epoch), '/', toString(first_missing)) AS origin,
    received_at,
    concat(toString(collector_sequence - first_missing), ' records of the collector are missing before ', toString(collector_sequence)) AS detail
FROM
(
    SELECT
        collector_instance, collector_epoch, collector_sequence, workspace_id, source_id, received_at, topic, partition, offset,
        lagInFrame(toNullable(collector_sequence)) OVER (
            PARTITION BY collector_instance, collector_epoch ORDER BY collector_sequence
            ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS before,
        -- An epoch is the time of the collector's start in milliseconds: only one that began in this time begins at 0.
        if(collector_epoch >= toUnixTimestamp64Milli({since:DateTime64(3, 'UTC')}), 0, collector_sequence) AS otherwise_first,
        ifNull(before + 1, otherwise_first) AS first_missing
    FROM accepted
    WHERE received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')} AND collector_instance != 'replay'
) AS row
INNER JOIN (SELECT * FROM ledger_reach WHERE destination_id = 'archive') AS reach
    ON row.topic = reach.topic AND row.partition = reach.partition
WHERE collector_sequence > first_missing AND offset <= last_offset

UNION ALL

-- Sets of 64-bit hashes: ten million of them are 0.3 GB, and that one hides a loss is one chance in 10^12.
SELECT
    'lost', workspace_id, source_id, destination_id, event_id,
    concat(collector_instance, '/', toString(collector_epoch), '/', toString(collector_sequence)) AS origin,
    received_at,
    concat('neither row nor outcome, though ', destination_id, ' has passed ', topic, '/', toString(partition), '/', toString(offset))
FROM
(
    SELECT record.*, reach.destination_id AS destination_id
    FROM
    (
        SELECT * FROM accepted FINAL WHERE received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')}
    ) AS record
    INNER JOIN (SELECT * FROM ledger_reach WHERE destination_id != 'archive') AS reach
        ON record.topic = reach.topic AND record.partition = reach.partition
    WHERE offset BETWEEN first_offset AND last_offset AND owner IN ('', workspace_id)
)
WHERE cityHash64(event_id, received_at, toString(destination_id)) NOT IN
    (
        SELECT cityHash64(event_id, received_at, 'clickhouse') FROM events WHERE received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')}
        UNION ALL
        SELECT cityHash64(event_id, received_at, toString(destination_id)) FROM outcomes WHERE received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')}
    )
    AND (event_id, received_at) NOT IN
    (
        SELECT event_id, received_at FROM outcomes
        WHERE destination_id = '' AND (duplicate = '' OR reason = 'superseded')
            AND received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')}
    )
    AND (event_id, origin) NOT IN
    (
        SELECT event_id, duplicate FROM outcomes
        WHERE duplicate != '' AND received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')}
    )

UNION ALL

-- The archive keeps one row per event and day, whichever of its records came last.
SELECT
    'lost', workspace_id, source_id, 'archive', event_id,
    concat(collector_instance, '/', toString(collector_epoch), '/', toString(collector_sequence)),
    received_at,
    'accepted, but not in events_raw'
FROM
(
    SELECT record.*
    FROM
    (
        SELECT * FROM accepted FINAL WHERE received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')}
    ) AS record
    INNER JOIN (SELECT * FROM ledger_reach WHERE destination_id = 'archive') AS reach
        ON record.topic = reach.topic AND record.partition = reach.partition
    WHERE offset BETWEEN first_offset AND last_offset
)
WHERE cityHash64(event_id) NOT IN
    (
        SELECT cityHash64(event_id) FROM events_raw
        WHERE received_at >= toStartOfDay({since:DateTime64(3, 'UTC')})
            AND received_at < toStartOfDay({until:DateTime64(3, 'UTC')}) + INTERVAL 1 DAY
        UNION ALL
        SELECT cityHash64(event_id) FROM outcomes
        WHERE destination_id IN ('', 'archive') AND duplicate = '' AND received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')}
    )

UNION ALL

SELECT
    'doubled', workspace_id, any(source_id), 'clickhouse', event_id, '', any(received_at),
    concat('row ', toString(row_no), ' was written ', toString(count()), ' times: one when read with FINAL')
FROM events
WHERE _block != 0 AND received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')}
    AND cityHash64(event_id, row_no, version) IN
    (
        SELECT cityHash64(event_id, row_no, version) AS hash FROM events
        WHERE _block != 0 AND received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')}
        GROUP BY hash HAVING count() > 1
    )
GROUP BY workspace_id, anonymous_id, event_id, row_no, version
HAVING count() > 1

UNION ALL

-- A row moves to another sorting key when another attempt, a replay, gives the event another anonymous id.
SELECT
    'doubled', workspace_id, any(source_id), 'clickhouse', event_id, '', any(received_at),
    concat('row ', toString(row_no), ' stands under ', toString(count()), ' anonymous ids')
FROM
(
    SELECT workspace_id, source_id, event_id, row_no, received_at FROM events FINAL
    WHERE received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')}
        AND event_id IN (
            SELECT event_id FROM events
            WHERE _block != 0 AND version > toUnixTimestamp64Milli(received_at)
                AND received_at BETWEEN {since:DateTime64(3, 'UTC')} AND {until:DateTime64(3, 'UTC')})
)
GROUP BY workspace_id, event_id, row_no
HAVING count() > 1;

CREATE VIEW ledger_imbalance AS
SELECT * FROM ledger_imbalance_between(since = now64(3, 'UTC') - INTERVAL 3 DAY, until = now64(3, 'UTC') + INTERVAL 1 HOUR);
