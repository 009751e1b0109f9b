-- The view of V005.
-- What should not be, among what was received in this time: empty when all is well. kind is
--   gap      sequences of a collector's epoch that never reached Flink
--   lost     an event that a destination has passed, and that ended nowhere
--   doubled  a row that stands twice: two rows, or one that was written twice and folds when read with FINAL
CREATE OR REPLACE VIEW ledger_imbalance_between AS
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

DROP VIEW IF EXISTS ledger_epochs_with_holes;
