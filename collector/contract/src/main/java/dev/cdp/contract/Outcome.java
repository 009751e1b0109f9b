package dev.cdp.contract;

/**
 * How an accepted event ended for a destination without a row that could tell it: the value of {@link Topics#OUTCOMES}.
 * States are absolute, none is counted up: the same outcome written twice is one. Of several for one event and
 * destination the highest version holds. Times are epoch milliseconds.
 *
 * <p>Who writes it: the processing job duplicates, a delivery job what it drops, and what it delivers to where the
 * ledger can't read the rows. Dead letters are not written here: their own topic tells all of it.
 *
 * @param destinationId whose outcome it is; empty for an event that ended before any destination, a duplicate
 * @param reason a code for machines: {@code seen_before} of a duplicate; {@code filtered}, {@code sampled}, {@code
 *     no_consent}, {@code function} and the like of what is dropped; empty for delivered
 * @param detail which connection it was, or which function in which version, or empty
 * @param rows that the event became, 0 unless delivered
 * @param receivedAt of this very record, {@link Envelope#receivedAt()}: a duplicate's own
 * @param version orders the attempts at one event, {@link Envelope#version()}
 * @param origin of this very record: duplicates share the event id and differ in this
 */
public record Outcome(
        EventId eventId,
        String workspaceId,
        String sourceId,
        String destinationId,
        State state,
        String reason,
        String detail,
        int rows,
        long receivedAt,
        long version,
        Origin origin) {

    /** How an event can end. {@code HELD} is no end: it waits for its connection, which is paused. */
    public enum State {
        HELD,
        DUPLICATE,
        DROPPED,
        DEAD_LETTER,
        DELIVERED;

        public String wireName() {
            return WireNames.of(this);
        }
    }

    /** The Kafka key: outcomes of one event stay in order. */
    public String key() {
        return workspaceId + ':' + eventId;
    }
}
