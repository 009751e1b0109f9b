package dev.cdp.admin.service.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.contract.Channel;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EventId;
import dev.cdp.contract.EventType;
import dev.cdp.contract.Origin;
import dev.cdp.contract.RawJson;
import dev.cdp.contract.Replay;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Accepted events as the archive has them. Of events from before V009 it does not have the client's address and user
 * agent of the request: a replay of these has them only where they are in the event's context.
 */
@Singleton
class ArchivedEvents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EVENTS =
            "SELECT toString(event_id) AS id, source_id, message_id, type, event, anonymous_id, "
                    + "user_id, channel, toUnixTimestamp64Milli(received_at) AS received, toUnixTimestamp64Milli(sent_at) AS sent, "
                    + "toUnixTimestamp64Milli(original_timestamp) AS original, toUnixTimestamp64Milli(timestamp) AS time, ip, user_agent, "
                    + "collector_instance, collector_epoch, collector_sequence, payload FROM events_raw FINAL "
                    + "WHERE workspace_id = {workspace_id:String} AND event_id IN {events:Array(UUID)} ORDER BY received_at";

    private final ClickHouse clickHouse;

    ArchivedEvents(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /**
     * The events of these failures, each marked as the replay of its failure.
     *
     * @param requestedAt epoch milliseconds
     * @return by id of the dead letter; those that the archive does not have are missing
     */
    Map<String, Envelope> replaysOf(String workspaceId, List<FailedEvent> failures, long requestedAt) {
        String ids = failures.stream()
                .map(failure -> "'" + failure.eventId() + "'")
                .distinct()
                .collect(Collectors.joining(",", "[", "]"));
        List<JsonNode> rows = clickHouse.query(EVENTS, Map.of("workspace_id", workspaceId, "events", ids));
        Map<String, Envelope> replays = new HashMap<>();
        for (FailedEvent failure : failures) {
            rows.stream()
                    .filter(row -> row.path("id").asText().equals(failure.eventId()))
                    // An event that was sent again after its window has several: the one that failed, else the last.
                    .reduce((a, b) -> a.path("received").asLong() == failure.receivedAt() ? a : b)
                    .ifPresent(row -> replays.put(failure.id(), envelope(workspaceId, row, failure, requestedAt)));
        }
        return replays;
    }

    private static Envelope envelope(String workspaceId, JsonNode row, FailedEvent failure, long requestedAt) {
        String payload = row.path("payload").asText();
        EventType type = EventType.fromWireName(row.path("type").asText()).orElseThrow();
        return new Envelope(
                EventId.parse(failure.eventId()),
                workspaceId,
                row.path("source_id").asText(),
                row.path("message_id").asText(),
                type,
                row.path("event").asText(),
                row.path("anonymous_id").asText(),
                row.path("user_id").asText(),
                type == EventType.ALIAS ? previousId(payload) : "",
                Channel.fromWireName(row.path("channel").asText()),
                row.path("received").asLong(),
                millis(row, "sent"),
                millis(row, "original"),
                row.path("time").asLong(),
                row.path("ip").asText(),
                row.path("user_agent").asText(),
                new Origin(
                        row.path("collector_instance").asText(),
                        row.path("collector_epoch").asLong(),
                        row.path("collector_sequence").asLong()),
                new Replay(failure.replayId(), requestedAt, failure.destinationId()),
                RawJson.of(payload));
    }

    private static Long millis(JsonNode row, String column) {
        return row.hasNonNull(column) ? row.path(column).asLong() : null;
    }

    private static String previousId(String payload) {
        try {
            return JSON.readTree(payload).path("previousId").asText("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
