package dev.cdp.admin.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.admin.clickhouse.ClickHouse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Asks ClickHouse about events. The archive, dead letters and outcomes are sorted by workspace and event: with the
 * workspace one granule of each part is read.
 *
 * @param workspaceId whose events alone; empty: of all
 */
record LedgerRows(ClickHouse clickHouse, String workspaceId) {
    /** A row is replaced by rows of its own event alone. */
    private static final String ONE_EVENT = ClickHouse.VERSIONS_MATCH_ALIKE;

    private static final String BY_MESSAGE = """
            SELECT event_id, workspace_id FROM events_raw WHERE message_id = {id:String}
            UNION ALL SELECT event_id, workspace_id FROM dead_letters WHERE message_id = {id:String}""";
    /** Only for what is one: an index of a hundred million rows lets a million of them pass for an id that none has. */
    private static final String BY_EVENT = """
            UNION ALL SELECT event_id, workspace_id FROM events_raw WHERE event_id = toUUID({id:String})
            UNION ALL SELECT event_id, workspace_id FROM accepted WHERE event_id = toUUID({id:String})
            UNION ALL SELECT event_id, workspace_id FROM dead_letters
                WHERE ({workspace:String} = '' OR workspace_id = {workspace:String}) AND event_id = toUUID({id:String})""";

    private static final String EVENTS = """
            SELECT DISTINCT toString(event_id) AS event_id FROM (%s)
            WHERE {workspace:String} = '' OR workspace_id = {workspace:String} LIMIT 20""";
    private static final Pattern EVENT_ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final String ARCHIVED = """
            SELECT workspace_id, source_id, message_id, type, event, anonymous_id, user_id, payload
            FROM events_raw
            WHERE ({workspace:String} = '' OR workspace_id = {workspace:String}) AND event_id = {event:UUID}
            ORDER BY received_at LIMIT 1""";
    private static final String ACCEPTED = """
            SELECT toString(received_at) AS at, workspace_id, topic, partition, offset,
                concat(collector_instance, '/', toString(collector_epoch), '/', toString(collector_sequence)) AS origin
            FROM accepted FINAL WHERE event_id = {event:UUID} ORDER BY received_at, origin""" + ONE_EVENT;
    private static final String OUTCOMES = """
            SELECT destination_id, duplicate, state, reason, detail, rows, version, toString(received_at) AS at,
                toString(fromUnixTimestamp64Milli(toInt64(version), 'UTC')) AS attempt
            FROM outcomes FINAL
            WHERE ({workspace:String} = '' OR workspace_id = {workspace:String}) AND event_id = {event:UUID} ORDER BY version""";
    private static final String STORED = """
            SELECT count() AS rows, max(version) AS last_version, max(version) > max(toUnixTimestamp64Milli(received_at)) AS again,
                toString(fromUnixTimestamp64Milli(toInt64(last_version), 'UTC')) AS attempt,
                argMin(user_id, row_no) AS user_id, argMin(anonymous_id, row_no) AS anonymous_id
            FROM events FINAL WHERE event_id = {event:UUID}""" + ONE_EVENT;
    private static final String LINK = """
            SELECT toString(linked_at) AS at, user_id, cause, message_id, event_id = {event:UUID} AS own
            FROM identity_links FINAL
            WHERE workspace_id = {owner:String} AND anonymous_id = {anonymous:String} AND user_id = {user:String} ORDER BY linked_at LIMIT 1""";
    private static final String DEAD_LETTERS = """
            SELECT toString(rejected_at) AS at, workspace_id, source_id, message_id, type, stage, reason, field, error,
                destination_id, function_id
            FROM dead_letters FINAL
            WHERE ({workspace:String} = '' OR workspace_id = {workspace:String}) AND event_id = {event:UUID} ORDER BY rejected_at""";
    private static final String PROGRESS = """
            SELECT destination_id, max(offset) AS reached, toString(max(at)) AS at FROM progress
            WHERE topic = {topic:String} AND partition = {partition:Int32} AND workspace_id IN ('', {owner:String}) AND destination_id != 'archive'
            GROUP BY destination_id ORDER BY destination_id""";

    private static final String STORED_ROWS = """
            SELECT * EXCEPT (_block) FROM events FINAL WHERE event_id = {event:UUID} ORDER BY row_no LIMIT 100""" + ONE_EVENT;

    /** Ids of the events that have this message id or event id. */
    List<String> events(String id) {
        String where = EVENT_ID.matcher(id).matches() ? BY_MESSAGE + '\n' + BY_EVENT : BY_MESSAGE;
        return rows(EVENTS.formatted(where), Map.of("id", id)).stream()
                .map(row -> row.get("event_id"))
                .toList();
    }

    /** As it was accepted first; nothing when it never was. */
    Optional<Map<String, String>> archived(String eventId) {
        return rows(ARCHIVED, Map.of("event", eventId)).stream().findFirst();
    }

    List<Map<String, String>> accepted(String eventId) {
        return rows(ACCEPTED, Map.of("event", eventId));
    }

    List<Map<String, String>> outcomes(String eventId) {
        return rows(OUTCOMES, Map.of("event", eventId));
    }

    /** One row, also when nothing is stored. */
    Map<String, String> stored(String eventId) {
        return rows(STORED, Map.of("event", eventId)).get(0);
    }

    /** The first link of an anonymous id to its user; at most one row. */
    List<Map<String, String>> link(String eventId, String owner, String anonymousId, String userId) {
        return rows(LINK, Map.of("event", eventId, "owner", owner, "anonymous", anonymousId, "user", userId));
    }

    List<Map<String, String>> deadLetters(String eventId) {
        return rows(DEAD_LETTERS, Map.of("event", eventId));
    }

    List<Map<String, String>> progress(String topic, String partition, String owner) {
        return rows(PROGRESS, Map.of("topic", topic, "partition", partition, "owner", owner));
    }

    /** What the built-in ClickHouse has of it, by column. */
    List<JsonNode> storedRows(String eventId) {
        return clickHouse.query(STORED_ROWS, Map.of("event", eventId));
    }

    private List<Map<String, String>> rows(String sql, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("workspace", workspaceId);
        return clickHouse.query(sql, all).stream().map(LedgerRows::texts).toList();
    }

    private static Map<String, String> texts(JsonNode row) {
        Map<String, String> texts = new LinkedHashMap<>();
        row.fields()
                .forEachRemaining(
                        column -> texts.put(column.getKey(), column.getValue().asText()));
        return texts;
    }
}
