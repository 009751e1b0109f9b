package dev.cdp.collector.journal;

/**
 * A record that is in the journal.
 *
 * @param time of the append, epoch milliseconds
 * @param bytes of the frame
 * @param end the offset after it in its segment
 */
record Committed(long position, long time, int bytes, Segment segment, long end, JournalRecord record) {}
