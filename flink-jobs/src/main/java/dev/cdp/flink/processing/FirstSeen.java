package dev.cdp.flink.processing;

import dev.cdp.contract.Origin;

/**
 * What is remembered of the first of an event, in one long: its received_at in the lower 42 bits (epoch milliseconds,
 * enough until 2109), and above them a mark of the record, 22 bits of a hash of its {@link Origin}.
 *
 * <p>The mark tells a client's second sending from the journal's second sending of one and the same record after a
 * crash: the ledger counts the former as a duplicate, and the latter not at all, since it was accepted once. Two
 * sendings within one millisecond whose marks are the same by chance, one in four million, are taken for the latter.
 */
final class FirstSeen {
    private static final int TIME_BITS = 42;
    private static final long TIME_MASK = (1L << TIME_BITS) - 1;
    private static final int MARK_MASK = (1 << (Long.SIZE - TIME_BITS)) - 1;

    private FirstSeen() {}

    static long of(long receivedAt, int mark) {
        return ((long) mark << TIME_BITS) | (receivedAt & TIME_MASK);
    }

    /** Epoch milliseconds. */
    static long receivedAt(long firstSeen) {
        return firstSeen & TIME_MASK;
    }

    static int markOf(Origin origin) {
        // As Objects.hash reckons, without its boxes: the mark is in state.
        int hash = 31 * (31 * (31 + origin.instance().hashCode()) + Long.hashCode(origin.epoch()))
                + Long.hashCode(origin.sequence());
        // The hash's factors are small; neighbours in sequence must not differ in the lowest bits alone.
        return (hash * 0x9E3779B9 >>> 10) & MARK_MASK;
    }
}
