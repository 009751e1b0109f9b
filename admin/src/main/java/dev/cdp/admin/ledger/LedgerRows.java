package dev.cdp.admin.ledger;

import dev.cdp.admin.migrate.DatabaseTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Asks ClickHouse. One connection for one story. */
final class LedgerRows implements AutoCloseable {
    private static final String EVENTS = """
            SELECT DISTINCT toString(event_id) AS event_id FROM
            (
                SELECT event_id FROM events_raw WHERE message_id = ?
                UNION ALL SELECT event_id FROM events_raw WHERE event_id = toUUIDOrZero(?)
                UNION ALL SELECT event_id FROM accepted WHERE event_id = toUUIDOrZero(?)
                UNION ALL SELECT event_id FROM dead_letters WHERE message_id = ? OR event_id = toUUIDOrZero(?)
            ) LIMIT 20""";
    private static final String IDENTITY = """
            SELECT workspace_id, source_id, message_id, type, event, anonymous_id, user_id
            FROM events_raw WHERE event_id = toUUID(?) ORDER BY received_at LIMIT 1""";
    private static final String ACCEPTED = """
            SELECT toString(received_at) AS at, workspace_id, topic, partition, offset,
                concat(collector_instance, '/', toString(collector_epoch), '/', toString(collector_sequence)) AS origin
            FROM accepted FINAL WHERE event_id = toUUID(?) ORDER BY received_at, origin""";
    private static final String OUTCOMES = """
            SELECT destination_id, duplicate, state, reason, detail, rows, version, toString(received_at) AS at,
                toString(fromUnixTimestamp64Milli(toInt64(version), 'UTC')) AS attempt
            FROM outcomes FINAL WHERE event_id = toUUID(?) ORDER BY version""";
    private static final String STORED = """
            SELECT count() AS rows, max(version) AS last_version, max(version) > max(toUnixTimestamp64Milli(received_at)) AS again,
                toString(fromUnixTimestamp64Milli(toInt64(last_version), 'UTC')) AS attempt,
                argMin(user_id, row_no) AS user_id, argMin(anonymous_id, row_no) AS anonymous_id
            FROM events FINAL WHERE event_id = toUUID(?)""";
    private static final String LINK = """
            SELECT toString(linked_at) AS at, user_id, cause, message_id, event_id = toUUID(?) AS own
            FROM identity_links FINAL
            WHERE workspace_id = ? AND anonymous_id = ? AND user_id = ? ORDER BY linked_at LIMIT 1""";
    private static final String DEAD_LETTERS = """
            SELECT toString(rejected_at) AS at, workspace_id, source_id, message_id, type, stage, reason, field, error,
                destination_id, function_id
            FROM dead_letters FINAL WHERE event_id = toUUID(?) ORDER BY rejected_at""";
    private static final String PROGRESS = """
            SELECT destination_id, max(offset) AS reached, toString(max(at)) AS at FROM progress
            WHERE topic = ? AND partition = toInt32(?) AND workspace_id IN ('', ?) AND destination_id != 'archive'
            GROUP BY destination_id ORDER BY destination_id""";

    private final DatabaseTarget target;
    private final Connection connection;

    LedgerRows(DatabaseTarget target) {
        this.target = target;
        this.connection = target.open();
    }

    /** Ids of the events that have this message id or event id. */
    List<String> events(String id) {
        return rows(EVENTS, id, id, id, id, id).stream()
                .map(row -> row.get("event_id"))
                .toList();
    }

    /** At most one row. */
    List<Map<String, String>> identity(String eventId) {
        return rows(IDENTITY, eventId);
    }

    List<Map<String, String>> accepted(String eventId) {
        return rows(ACCEPTED, eventId);
    }

    List<Map<String, String>> outcomes(String eventId) {
        return rows(OUTCOMES, eventId);
    }

    /** One row, also when nothing is stored. */
    Map<String, String> stored(String eventId) {
        return rows(STORED, eventId).get(0);
    }

    /** The first link of an anonymous id to its user; at most one row. */
    List<Map<String, String>> link(String eventId, String workspaceId, String anonymousId, String userId) {
        return rows(LINK, eventId, workspaceId, anonymousId, userId);
    }

    List<Map<String, String>> deadLetters(String eventId) {
        return rows(DEAD_LETTERS, eventId);
    }

    List<Map<String, String>> progress(String topic, String partition, String workspaceId) {
        return rows(PROGRESS, topic, partition, workspaceId);
    }

    private List<Map<String, String>> rows(String sql, String... parameters) {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            try (ResultSet result = query.executeQuery()) {
                return read(result);
            }
        } catch (SQLException e) {
            throw target.unusable(e);
        }
    }

    private static List<Map<String, String>> read(ResultSet result) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        while (result.next()) {
            Map<String, String> row = new LinkedHashMap<>();
            for (int column = 1; column <= result.getMetaData().getColumnCount(); column++) {
                row.put(result.getMetaData().getColumnLabel(column), result.getString(column));
            }
            rows.add(row);
        }
        return rows;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw target.unusable(e);
        }
    }
}
