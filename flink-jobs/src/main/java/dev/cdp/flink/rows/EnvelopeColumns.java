package dev.cdp.flink.rows;

import dev.cdp.contract.Envelope;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** The columns that {@code events_raw} and {@code events} have in common, by name. */
public final class EnvelopeColumns {
    private EnvelopeColumns() {}

    /** The event's ids, names and times; the map is the caller's to add to. */
    public static Map<String, Object> of(Envelope event) {
        Map<String, Object> columns = new LinkedHashMap<>(40);
        columns.put("event_id", event.eventId().toUuid());
        columns.put("workspace_id", event.workspaceId());
        columns.put("source_id", event.sourceId());
        columns.put("message_id", event.messageId());
        columns.put("type", event.type().wireName());
        columns.put("event", event.event());
        columns.put("anonymous_id", event.anonymousId());
        columns.put("channel", event.channel().wireName());
        columns.put("received_at", Instant.ofEpochMilli(event.receivedAt()));
        columns.put("sent_at", Times.orNull(event.sentAt()));
        columns.put("original_timestamp", Times.orNull(event.originalTimestamp()));
        columns.put("timestamp", Times.orElse(event.timestamp(), event.receivedAt()));
        return columns;
    }
}
