package dev.cdp.admin.ledger;

import java.util.List;

/**
 * What became of one event.
 *
 * @param title who it is
 * @param moments what happened, in the order of time
 * @param standings how it stands with each destination
 */
public record EventStory(String title, List<Moment> moments, List<String> standings) {

    /**
     * Something that happened.
     *
     * @param at UTC, {@code 2026-01-31 23:59:59.123}; compares as text
     */
    public record Moment(String at, String text) {}
}
