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
DROP VIEW IF EXISTS ledger_terms_of_one;
DROP VIEW IF EXISTS ledger_terms_of_all;
DROP VIEW IF EXISTS ledger_stale_minutes;
DROP VIEW IF EXISTS events_minutes;
DROP VIEW IF EXISTS outcomes_minutes;
DROP VIEW IF EXISTS accepted_minutes;
DROP TABLE IF EXISTS ledger_sums;
DROP TABLE IF EXISTS ledger_minutes;
