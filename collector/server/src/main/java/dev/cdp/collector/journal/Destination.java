package dev.cdp.collector.journal;

/**
 * One way to Kafka. Keeps the order: once a record has failed, none that came after it is written,
 * at least none of the same key.
 */
public interface Destination extends AutoCloseable {

    /**
     * Sends a record. May block while the destination has no room. The receipt is used once, by any
     * thread, also from within this call.
     */
    void send(JournalRecord record, Receipt receipt);

    /** Abandons what is not acknowledged, at once. Ends a {@link #send} that blocks. */
    @Override
    void close();

    /** What became of a record. */
    interface Receipt {
        /** It is safe. */
        void acknowledged();

        /** It will never be taken, by no fault of the destination's: too large, say. */
        void refused(Exception why);

        /** Unknown. The destination is closed, and another gets it and all that came after it. */
        void failed(Exception why);
    }

    /** Opens a destination, each time that the one before has failed. */
    interface Factory {
        Destination open();
    }
}
