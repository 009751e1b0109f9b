package dev.cdp.admin.service.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.cdp.admin.access.Access;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.clickhouse.Filter;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.service.event.EventSearch;
import dev.cdp.admin.service.event.Span;
import dev.cdp.admin.service.page.Page;
import dev.cdp.admin.service.page.Paging;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The events behind a number of the ledger: the rows that the view counts, one by one. */
@Singleton
public class LedgerEvents {
    private static final String IN_SPAN = "workspace_id = {workspace_id:String} AND received_at >= "
            + "fromUnixTimestamp64Milli({from_ms:Int64}, 'UTC') AND received_at < fromUnixTimestamp64Milli({to_ms:Int64}, 'UTC')";

    /** What the built-in ClickHouse has stored of events with an outcome there; one as late as that has been overtaken. */
    private static final String STORED = "(SELECT event_id, max(version) AS stored_version FROM events WHERE " + IN_SPAN
            + " AND event_id IN (SELECT event_id FROM outcomes WHERE " + IN_SPAN
            + " AND destination_id = 'clickhouse') GROUP BY event_id)";

    private static final String ACCEPTED = "SELECT event_id, received_at, source_id, '' AS reason, '' AS detail, "
            + "concat(collector_instance, '/', toString(collector_epoch), '/', toString(collector_sequence)) AS origin "
            + "FROM accepted FINAL WHERE ";
    private static final String OUTCOMES =
            "SELECT event_id, received_at, source_id, reason, detail FROM outcomes FINAL WHERE ";
    private static final String NOT_STORED =
            " AND (destination_id != 'clickhouse' OR (event_id, version) NOT IN (SELECT o.event_id, o.version FROM "
                    + "(SELECT event_id, version FROM outcomes FINAL WHERE destination_id = 'clickhouse' AND "
                    + "workspace_id = {workspace_id:String}) AS o INNER JOIN " + STORED
                    + " AS s ON o.event_id = s.event_id WHERE o.version <= s.stored_version))";

    private final ClickHouse clickHouse;

    LedgerEvents(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** What is asked for; an empty text asks for nothing, but state and destination are needed. */
    public record Query(Span span, String state, String sourceId, String destinationId, String reason) {}

    /** An event and how it ended. */
    @Serdeable
    public record LedgerEvent(
            String eventId,
            String messageId,
            String sourceId,
            String destinationId,
            String type,
            String event,
            String state,
            String reason,
            String detail,
            Instant receivedAt) {
        static LedgerEvent of(Query query, JsonNode row, JsonNode event) {
            return new LedgerEvent(
                    row.path("id").asText(),
                    event.path("message_id").asText(),
                    row.path("source_id").asText(),
                    query.destinationId(),
                    event.path("type").asText(),
                    event.path("event").asText(),
                    query.state(),
                    row.path("reason").asText(),
                    row.path("detail").asText(),
                    Instant.ofEpochMilli(row.path("ms").asLong()));
        }
    }

    /** Newest first. */
    public Page<LedgerEvent> list(Access by, Query query, Paging paging) {
        query.span().require(Duration.ofDays(1));
        if (query.destinationId().isEmpty()) {
            throw Problem.invalid("destination_id", "say which destination");
        }
        Filter filter = new Filter(by.workspaceId())
                .between("received_at", query.span().from(), query.span().to())
                .equal("source_id", query.sourceId());
        Map<String, String> parameters = new HashMap<>();
        parameters.put("destination", query.destinationId());
        parameters.put("reason", query.reason());
        String rows = "SELECT * FROM (" + rows(query.state(), filter.sql())
                + ") WHERE ({reason:String} = '' OR reason = {reason:String})";
        Filter page = new Filter(by.workspaceId());
        EventSearch.before(paging, page, "received_at");
        // The page's own condition, without the workspace, which the rows have been asked for already.
        String behind = page.sql().replaceFirst("^workspace_id = \\{workspace_id:String}( AND )?", "");
        parameters.putAll(filter.parameters());
        parameters.putAll(page.parameters());
        parameters.put("limit", Integer.toString(paging.oneMore()));
        List<JsonNode> found = clickHouse.query(
                "SELECT toString(event_id) AS id, toUnixTimestamp64Milli(received_at) AS ms, source_id, reason, detail FROM ("
                        + rows + (behind.isEmpty() ? "" : " AND " + behind)
                        + " ORDER BY received_at DESC, event_id DESC LIMIT {limit:UInt32})"
                        + " ORDER BY received_at DESC, event_id DESC" + Filter.TIME_IS_THAT_OF_ALL_VERSIONS,
                parameters);
        Map<String, JsonNode> events = events(filter, found);
        return Page.of(
                found,
                paging,
                EventSearch::position,
                row -> LedgerEvent.of(
                        query, row, events.getOrDefault(row.path("id").asText(), MissingNode.getInstance())));
    }

    /** Names of the page's events, by event id: found by the sorting key, where a join would read all of the span. */
    private Map<String, JsonNode> events(Filter filter, List<JsonNode> page) {
        String ids = page.stream()
                .map(row -> "'" + row.path("id").asText() + "'")
                .distinct()
                .collect(Collectors.joining(",", "[", "]"));
        Map<String, String> parameters = new HashMap<>(filter.parameters());
        parameters.put("ids", ids);
        return clickHouse
                .query(
                        "SELECT toString(event_id) AS id, message_id, type, event FROM events_raw WHERE " + filter.sql()
                                + " AND event_id IN {ids:Array(UUID)} LIMIT 1 BY event_id",
                        parameters)
                .stream()
                .collect(Collectors.toMap(row -> row.path("id").asText(), row -> row));
    }

    private static String rows(String state, String where) {
        String here = " AND destination_id IN ('', {destination:String})";
        return switch (state) {
            case "accepted" -> ACCEPTED + where;
            case "duplicate" -> OUTCOMES + where + " AND destination_id = '' AND state = 'duplicate'";
            case "dropped", "dead_letter" -> OUTCOMES + where + here + " AND state = '" + state + "'" + NOT_STORED;
            case "delivered" -> delivered(where);
            case "in_flight" ->
                ACCEPTED + where
                        + " AND (event_id, received_at) NOT IN (SELECT event_id, received_at FROM outcomes FINAL WHERE "
                        + where + here
                        + " AND duplicate = '' AND state != 'held') AND (event_id, origin) NOT IN (SELECT event_id, "
                        + "duplicate FROM outcomes FINAL WHERE " + where + " AND duplicate != '')"
                        + " AND ({destination:String} != 'clickhouse' OR event_id NOT IN (SELECT event_id FROM events WHERE "
                        + where + "))";
            default ->
                throw Problem.invalid(
                        "state", "state is accepted, duplicate, dropped, dead_letter, delivered or in_flight");
        };
    }

    /** The built-in ClickHouse's rows speak for themselves; other destinations report. */
    private static String delivered(String where) {
        return OUTCOMES + where + " AND destination_id = {destination:String} AND state = 'delivered' UNION ALL "
                + "SELECT event_id, received_at, source_id, '' AS reason, '' AS detail FROM events FINAL WHERE " + where
                + " AND {destination:String} = 'clickhouse' AND row_no = 0 AND (event_id, received_at) NOT IN "
                + "(SELECT o.event_id, o.received_at FROM (SELECT event_id, received_at, version FROM outcomes FINAL WHERE "
                + where + " AND destination_id = 'clickhouse') AS o INNER JOIN " + STORED
                + " AS s ON o.event_id = s.event_id WHERE o.version > s.stored_version)";
    }
}
