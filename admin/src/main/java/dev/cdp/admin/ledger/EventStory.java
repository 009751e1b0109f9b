package dev.cdp.admin.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * What became of one event.
 *
 * @param title who it is
 * @param event its columns as known: event_id, message_id, workspace_id, source_id, type, event, anonymous_id, user_id
 * @param moments what happened, in the order of time
 * @param standings how it stands with each destination
 * @param rows what the built-in ClickHouse has of it, by column
 * @param payload as it was accepted; empty when it never was
 */
public record EventStory(
        String title,
        Map<String, String> event,
        List<Moment> moments,
        List<Standing> standings,
        List<JsonNode> rows,
        String payload) {

    /** What kind of thing happened. */
    public enum Kind {
        ACCEPTED,
        DUPLICATE,
        SUPERSEDED,
        DEAD_LETTER,
        LINKED
    }

    /**
     * Something that happened.
     *
     * @param at UTC, {@code 2026-01-31 23:59:59.123}; compares as text
     * @param row what it was read from
     */
    public record Moment(String at, Kind kind, String text, Map<String, String> row) {}

    /**
     * How it stands with a destination.
     *
     * @param destinationId empty for what ended before any
     * @param state delivered, dropped, dead_letter, duplicate, held, in_flight or never_accepted
     * @param detail which function or connection it was, or empty
     */
    public record Standing(String destinationId, String state, String reason, String detail, long rows, String text) {

        static Standing before(String state, String text) {
            return new Standing("", state, "", "", 0, text);
        }

        /** For people. */
        public String line() {
            return destinationId.isEmpty() ? text : destinationId + ": " + text;
        }
    }
}
