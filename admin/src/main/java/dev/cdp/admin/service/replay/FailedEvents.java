package dev.cdp.admin.service.replay;

import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.clickhouse.Filter;
import dev.cdp.admin.service.event.DeadLetterSearch;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads the dead letters of a selection, in the order of their ids. */
@Singleton
class FailedEvents {
    private static final String LETTERS =
            "SELECT " + DeadLetterSearch.COLUMNS + ", payload FROM dead_letters FINAL WHERE ";

    private final ClickHouse clickHouse;

    FailedEvents(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    long count(String workspaceId, Selection selection) {
        Filter filter = filter(workspaceId, selection);
        return clickHouse
                .query("SELECT count() AS letters FROM dead_letters FINAL WHERE " + filter.sql(), filter.parameters())
                .get(0)
                .path("letters")
                .asLong();
    }

    /** @param position the id of the last one that was done; empty: none */
    List<FailedEvent> behind(String workspaceId, Selection selection, String position, int limit) {
        Filter filter = filter(workspaceId, selection);
        if (!position.isEmpty()) {
            filter.where(
                    "(event_id, " + DeadLetterSearch.ID + ") > ({behind_event:UUID}, {behind_letter:String})",
                    "behind_event",
                    position.substring(0, 36));
            filter.where("1", "behind_letter", position.substring(37));
        }
        Map<String, String> parameters = new HashMap<>(filter.parameters());
        parameters.put("limit", Integer.toString(limit));
        return clickHouse
                .query(LETTERS + filter.sql() + " ORDER BY event_id, letter_id LIMIT {limit:UInt32}", parameters)
                .stream()
                .map(FailedEvent::of)
                .toList();
    }

    private static Filter filter(String workspaceId, Selection selection) {
        Filter filter = new Filter(workspaceId)
                .between(
                        "rejected_at",
                        Instant.ofEpochMilli(selection.fromMillis()),
                        Instant.ofEpochMilli(selection.toMillis()))
                .equal("stage", selection.stage())
                .equal("reason", selection.reason())
                .equal("source_id", selection.sourceId())
                .equal("field", selection.field())
                .equal("function_id", selection.functionId())
                .equal("destination_id", selection.destinationId())
                .equal("message_id", selection.messageId())
                .equal("event", selection.event());
        if (!selection.ids().isEmpty()) {
            filter.where(
                    "concat(toString(event_id), '.', " + DeadLetterSearch.ID + ") IN {ids:Array(String)}",
                    "ids",
                    array(selection.ids()));
            // The table is sorted by it.
            filter.where(
                    "event_id IN {events:Array(UUID)}",
                    "events",
                    array(selection.ids().stream()
                            .map(id -> id.substring(0, 36))
                            .toList()));
        }
        return filter;
    }

    /** Of ids, which have nothing to escape. */
    private static String array(List<String> ids) {
        return ids.stream().map(id -> "'" + id + "'").collect(Collectors.joining(",", "[", "]"));
    }
}
