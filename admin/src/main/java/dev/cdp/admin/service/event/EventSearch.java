package dev.cdp.admin.service.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.admin.access.Access;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.clickhouse.Filter;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Accepted events, newest first, from events_raw. */
@Singleton
public class EventSearch {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COLUMNS =
            "toString(event_id) AS id, message_id, source_id, type, event, anonymous_id, user_id, received_at, payload, "
                    + "toUnixTimestamp64Milli(received_at) AS ms";

    private final ClickHouse clickHouse;

    EventSearch(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** An event as it was accepted. */
    @Serdeable
    public record Event(
            String eventId,
            String messageId,
            String sourceId,
            String type,
            String event,
            String anonymousId,
            String userId,
            Instant receivedAt,
            @Nullable Object payload) {
        static Event of(JsonNode row) {
            return new Event(
                    row.path("id").asText(),
                    row.path("message_id").asText(),
                    row.path("source_id").asText(),
                    row.path("type").asText(),
                    row.path("event").asText(),
                    row.path("anonymous_id").asText(),
                    row.path("user_id").asText(),
                    Instant.ofEpochMilli(row.path("ms").asLong()),
                    EventSearch.payload(row.path("payload").asText()));
        }
    }

    /** What is asked for; an empty text asks for nothing. */
    public record Query(
            Span span,
            String sourceId,
            String type,
            String event,
            String messageId,
            String anonymousId,
            String userId) {}

    /** The page's cursor is milliseconds and event id. */
    public Page<Event> list(Access by, Query query, Paging paging) {
        Filter filter = new Filter(by.workspaceId())
                .between("received_at", query.span().from(), query.span().to())
                .equal("source_id", query.sourceId())
                .equal("type", query.type())
                .equal("event", query.event())
                .equal("message_id", query.messageId())
                .equal("anonymous_id", query.anonymousId())
                .equal("user_id", query.userId());
        Cursor.parse(paging.position()).ifPresent(cursor -> cursor.before(filter, "received_at"));
        Map<String, String> parameters = new HashMap<>(filter.parameters());
        parameters.put("limit", Integer.toString(paging.oneMore()));
        List<JsonNode> rows = clickHouse.query(page(filter.sql()), parameters);
        return Page.of(rows, paging, Cursor::of, Event::of);
    }

    /** Payloads are read of the page's rows alone, found by the sorting key, and not of all that match. */
    private static String page(String where) {
        return "SELECT " + COLUMNS + " FROM events_raw WHERE " + where + " AND (event_id, received_at) IN"
                + " (SELECT event_id, received_at FROM events_raw WHERE " + where
                + " ORDER BY received_at DESC, event_id DESC LIMIT 1 BY event_id LIMIT {limit:UInt32})"
                + " ORDER BY received_at DESC, event_id DESC LIMIT 1 BY event_id";
    }

    /** The JSON, or the text where it is none. */
    static Object payload(String text) {
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }

    /** Where a page ends whose rows have columns ms and id. */
    public static String position(JsonNode row) {
        return Cursor.of(row);
    }

    /** Asks for what is older than the page before. */
    public static void before(Paging paging, Filter filter, String column) {
        Cursor.parse(paging.position()).ifPresent(cursor -> cursor.before(filter, column));
    }

    /** Behind what a page begins. */
    record Cursor(long millis, String id) {
        static String of(JsonNode row) {
            return row.path("ms").asLong() + "/" + row.path("id").asText();
        }

        static java.util.Optional<Cursor> parse(String position) {
            if (position.isEmpty()) {
                return java.util.Optional.empty();
            }
            String[] parts = position.split("/", 2);
            if (parts.length != 2 || !parts[0].matches("\\d{1,15}") || !parts[1].matches("[0-9a-f-]{36}")) {
                throw Problem.invalid("cursor", "this is no next_cursor of a page");
            }
            return java.util.Optional.of(new Cursor(Long.parseLong(parts[0]), parts[1]));
        }

        void before(Filter filter, String column) {
            filter.where(
                    "(" + column
                            + ", event_id) < (fromUnixTimestamp64Milli({cursor_ms:Int64}, 'UTC'), {cursor_id:UUID})",
                    "cursor_ms",
                    Long.toString(millis));
            filter.where("1", "cursor_id", id);
        }
    }
}
