package dev.cdp.flink.processing;

/**
 * What deduplication makes of one record.
 *
 * @param passes whether it goes on
 * @param supersededAt received_at of the one whose row the other's will replace, when the event has passed before,
 *     outside the window; else {@link #NEVER}
 */
record Sighting(boolean passes, long supersededAt) {
    static final long NEVER = Long.MIN_VALUE;

    /** A second record of an event. */
    static final Sighting DUPLICATE = new Sighting(false, NEVER);

    /** The very same record again, from a journal or a rewound topic. */
    static final Sighting REPEAT = new Sighting(false, NEVER);

    /** The first within the window; rows of one event are one row, that of the latest. */
    static Sighting first(long receivedAt, long passedBeforeAt) {
        return new Sighting(true, passedBeforeAt == NEVER ? NEVER : Math.min(receivedAt, passedBeforeAt));
    }

    boolean supersedes() {
        return supersededAt != NEVER;
    }
}
