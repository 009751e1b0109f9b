package dev.cdp.admin.service.event;

import com.fasterxml.jackson.databind.JsonNode;
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

/** Dead letters: search and inspect. They are never changed. */
@Singleton
public class DeadLetterSearch {
    public static final String ID = "lower(hex(MD5(concat(toString(event_id), '/', stage, '/', destination_id, '/', "
            + "function_id, '/', reason, '/', field))))";
    public static final String COLUMNS = "toString(event_id) AS id, " + ID + " AS letter_id, message_id, source_id, "
            + "type, event, stage, reason, field, error, destination_id, function_id, "
            + "toUnixTimestamp64Milli(received_at) AS received_ms, toUnixTimestamp64Milli(rejected_at) AS ms";

    /** What tells dead letters apart: the table's sorting key. */
    private static final String KEY = "event_id, stage, destination_id, function_id, reason, field";

    private final ClickHouse clickHouse;

    DeadLetterSearch(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** A dead letter without its event. */
    @Serdeable
    public record DeadLetter(
            String id,
            String eventId,
            String messageId,
            String sourceId,
            String type,
            String event,
            String stage,
            String reason,
            String field,
            String error,
            String destinationId,
            String functionId,
            Instant receivedAt,
            Instant rejectedAt) {
        static DeadLetter of(JsonNode row) {
            return new DeadLetter(
                    row.path("id").asText() + '.' + row.path("letter_id").asText(),
                    row.path("id").asText(),
                    row.path("message_id").asText(),
                    row.path("source_id").asText(),
                    row.path("type").asText(),
                    row.path("event").asText(),
                    row.path("stage").asText(),
                    row.path("reason").asText(),
                    row.path("field").asText(),
                    row.path("error").asText(),
                    row.path("destination_id").asText(),
                    row.path("function_id").asText(),
                    Instant.ofEpochMilli(row.path("received_ms").asLong()),
                    Instant.ofEpochMilli(row.path("ms").asLong()));
        }
    }

    /** A dead letter with its event as it was sent. */
    @Serdeable
    public record Detail(DeadLetter deadLetter, @Nullable Object payload) {}

    /** How many were rejected for one reason. */
    @Serdeable
    public record ReasonCount(String stage, String reason, long count) {}

    /** All reasons of a span. */
    @Serdeable
    public record Reasons(List<ReasonCount> items) {}

    /** What is asked for; an empty text asks for nothing. */
    public record Query(
            Span span,
            String stage,
            String reason,
            String sourceId,
            String event,
            String field,
            String functionId,
            String destinationId,
            String messageId) {}

    public Page<DeadLetter> list(Access by, Query query, Paging paging) {
        Filter filter = new Filter(by.workspaceId())
                .between("rejected_at", query.span().from(), query.span().to())
                .equal("stage", query.stage())
                .equal("reason", query.reason())
                .equal("source_id", query.sourceId())
                .equal("field", query.field())
                .equal("function_id", query.functionId())
                .equal("destination_id", query.destinationId())
                .equal("message_id", query.messageId())
                .equal("event", query.event());
        EventSearch.Cursor.parse(paging.position()).ifPresent(cursor -> cursor.before(filter, "rejected_at"));
        Map<String, String> parameters = new HashMap<>(filter.parameters());
        parameters.put("limit", Integer.toString(paging.oneMore()));
        List<JsonNode> rows = clickHouse.query(page(filter.sql()), parameters);
        return Page.of(rows, paging, EventSearch.Cursor::of, DeadLetter::of);
    }

    /** Texts, and the hash that is a part of the id, are made of the page's rows alone, and not of all that match. */
    private static String page(String where) {
        return "SELECT " + COLUMNS + " FROM dead_letters WHERE " + where + " AND (event_id, rejected_at) IN"
                + " (SELECT event_id, rejected_at FROM dead_letters WHERE " + where
                + " ORDER BY rejected_at DESC, event_id DESC LIMIT 1 BY " + KEY + " LIMIT {limit:UInt32})"
                + " ORDER BY rejected_at DESC, event_id DESC LIMIT 1 BY event_id, letter_id LIMIT {limit:UInt32}";
    }

    /** @param id as in a list */
    public Detail get(Access by, String id) {
        if (!id.matches("[0-9a-f-]{36}\\.[0-9a-f]{32}")) {
            throw Problem.notFound("dead letter");
        }
        return clickHouse
                .query(
                        "SELECT " + COLUMNS + ", payload FROM dead_letters FINAL WHERE workspace_id = "
                                + "{workspace_id:String} AND event_id = {event_id:UUID} AND " + ID + " = {id:String}",
                        Map.of(
                                "workspace_id", by.workspaceId(),
                                "event_id", id.substring(0, 36),
                                "id", id.substring(37)))
                .stream()
                .findFirst()
                .map(row -> new Detail(
                        DeadLetter.of(row),
                        EventSearch.payload(row.path("payload").asText())))
                .orElseThrow(() -> Problem.notFound("dead letter"));
    }

    public Reasons reasons(Access by, Span span) {
        Filter filter = new Filter(by.workspaceId()).between("rejected_at", span.from(), span.to());
        return new Reasons(clickHouse
                .query(
                        "SELECT stage, reason, count() AS events FROM dead_letters FINAL WHERE " + filter.sql()
                                + " GROUP BY stage, reason ORDER BY events DESC",
                        filter.parameters())
                .stream()
                .map(row -> new ReasonCount(
                        row.path("stage").asText(),
                        row.path("reason").asText(),
                        row.path("events").asLong()))
                .toList());
    }
}
