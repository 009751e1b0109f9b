package dev.cdp.admin.ledger;

import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.ledger.EventStory.Kind;
import dev.cdp.admin.ledger.EventStory.Moment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells what became of events: accepted, duplicates, whose they are, dead letters, and how each destination stands. */
public final class EventStories {
    private final ClickHouse clickHouse;

    public EventStories(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** The events that have this message id, one for each source and anonymous id that used it, or this event id. */
    public List<EventStory> find(String id) {
        return find(id, "");
    }

    /**
     * The same, of one workspace.
     *
     * @param workspaceId empty: of all
     */
    public List<EventStory> find(String id, String workspaceId) {
        LedgerRows rows = new LedgerRows(clickHouse, workspaceId);
        return rows.events(id).stream().map(eventId -> story(eventId, rows)).toList();
    }

    private static EventStory story(String eventId, LedgerRows rows) {
        List<Map<String, String>> accepted = rows.accepted(eventId);
        List<Map<String, String>> outcomes = rows.outcomes(eventId);
        List<Map<String, String>> letters = rows.deadLetters(eventId);
        Optional<Map<String, String>> archived = rows.archived(eventId);
        String payload = archived.map(row -> row.remove("payload")).orElse("");
        Map<String, String> stored = rows.stored(eventId);

        List<Moment> moments = new ArrayList<>();
        accepted.forEach(record -> moments.add(acceptance(record, outcomes)));
        letters.forEach(letter -> moments.add(rejection(letter)));
        archived.ifPresent(row -> moments.addAll(stitching(eventId, row, stored, rows)));
        moments.sort(Comparator.comparing(Moment::at));
        Map<String, String> known = archived.orElse(letters.isEmpty() ? Map.of() : letters.get(0));
        return new EventStory(
                title(eventId, known),
                event(eventId, known, stored),
                moments,
                Standings.of(accepted, outcomes, stored, rows),
                rows.storedRows(eventId),
                payload);
    }

    private static Map<String, String> event(String eventId, Map<String, String> known, Map<String, String> stored) {
        Map<String, String> event = new HashMap<>(known);
        event.put("event_id", eventId);
        if (!stored.get("rows").equals("0")) {
            event.put("user_id", stored.get("user_id"));
        }
        return event;
    }

    private static String title(String eventId, Map<String, String> event) {
        if (event.isEmpty()) {
            return "event " + eventId;
        }
        String name = event.getOrDefault("event", "").isEmpty() ? "" : " '" + event.get("event") + '\'';
        return "event %s: %s%s, message id %s, of workspace %s, source %s"
                .formatted(
                        eventId,
                        event.get("type").isEmpty() ? "of no known type" : event.get("type"),
                        name,
                        event.get("message_id"),
                        event.get("workspace_id"),
                        event.get("source_id"));
    }

    private static Moment acceptance(Map<String, String> record, List<Map<String, String>> outcomes) {
        String text = "accepted by %s; in Kafka at %s/%s/%s"
                .formatted(record.get("origin"), record.get("topic"), record.get("partition"), record.get("offset"));
        for (Map<String, String> outcome : outcomes) {
            boolean sameTime = outcome.get("at").equals(record.get("at"));
            if (outcome.get("reason").equals("superseded") && sameTime) {
                String by = "; sent again after its window: the row of %s has replaced this one's"
                        .formatted(outcome.get("duplicate"));
                return new Moment(record.get("at"), Kind.SUPERSEDED, text + by, record);
            }
            if (outcome.get("duplicate").equals(record.get("origin")) && sameTime) {
                return new Moment(record.get("at"), Kind.DUPLICATE, text + "; a duplicate, dropped", record);
            }
        }
        return new Moment(record.get("at"), Kind.ACCEPTED, text, record);
    }

    private static Moment rejection(Map<String, String> letter) {
        String of = letter.get("destination_id").isEmpty() ? "" : " for " + letter.get("destination_id");
        String function = letter.get("function_id").isEmpty() ? "" : ", function " + letter.get("function_id");
        String field = letter.get("field").isEmpty() ? "" : ", field " + letter.get("field");
        return new Moment(
                letter.get("at"),
                Kind.DEAD_LETTER,
                "dead letter%s at %s%s%s: %s (%s)"
                        .formatted(of, letter.get("stage"), function, field, letter.get("reason"), letter.get("error")),
                letter);
    }

    private static List<Moment> stitching(
            String eventId, Map<String, String> event, Map<String, String> stored, LedgerRows rows) {
        String userId = stored.get("user_id");
        if (userId.isEmpty()) {
            return List.of();
        }
        return rows.link(eventId, event.get("workspace_id"), stored.get("anonymous_id"), userId).stream()
                .map(link -> new Moment(
                        link.get("at"),
                        Kind.LINKED,
                        isTrue(link.get("own"))
                                ? "links %s to user %s (%s)"
                                        .formatted(stored.get("anonymous_id"), userId, link.get("cause"))
                                : "%s is linked to user %s by message %s (%s)"
                                        .formatted(
                                                stored.get("anonymous_id"),
                                                userId,
                                                link.get("message_id"),
                                                link.get("cause")),
                        link))
                .toList();
    }

    /** ClickHouse has no booleans in comparisons: 1 is true, and the driver may say so in words. */
    static boolean isTrue(String value) {
        return value.equals("1") || value.equals("true");
    }
}
