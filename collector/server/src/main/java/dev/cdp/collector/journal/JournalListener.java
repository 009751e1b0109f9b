package dev.cdp.collector.journal;

import java.nio.file.Path;

/**
 * Counts what the journal does. Called by the journal's own threads, so it must be quick and throw
 * nothing. Since the journal was opened:
 *
 * <pre>{@code
 * recovered + appended = acknowledged + quarantined + lost + depth
 * }</pre>
 *
 * where recovered is the depth at opening, with what {@link Journal#resendRetained()} took back, and depth is {@link JournalStatus#depth()} now. A record
 * counts as acknowledged once all before it have been, too. Sent again and again after failures, it
 * still counts once there, but each time in {@link #sent} or {@link #replayed}.
 */
public interface JournalListener {
    JournalListener NONE = new JournalListener() {};

    /** Records that Kafka may not have: found at opening, or acknowledged and taken back. */
    default void recovered(long records) {}

    /** Records written; their appends succeed, or the disk failed and they are kept all the same. */
    default void appended(int records, long bytes) {}

    /** Appends not taken. */
    default void refused(JournalException.Reason reason) {}

    /** Records handed to Kafka from memory. */
    default void sent() {}

    /** Records handed to Kafka from the disk: at start, or after Kafka was slow or away. */
    default void replayed() {}

    default void acknowledged(long records) {}

    /** A record that Kafka will never take, moved aside. */
    default void quarantined() {}

    /** Records of a range that could not be read back. */
    default void lost(long records) {}

    /** A range of a segment that holds no valid record. */
    default void corrupt(Path segment, long offset, long bytes) {}

    default void fsynced(long nanos) {}

    /** The way to Kafka failed and was begun anew. */
    default void destinationFailed(Exception why) {}
}
