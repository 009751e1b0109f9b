package dev.cdp.collector.journal;

import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * The committed records in their order, from memory while Kafka keeps up and from the disk when it
 * did not, at start, and after a rewind. Of the forwarder's thread.
 */
final class Source implements AutoCloseable {
    private final Tail tail;
    private final Segments segments;
    private final DamageLog damages;
    private final LongConsumer lostUpTo;
    private long position;
    private Committed last;
    private DiskReader reader;

    /**
     * Begins with the records on the disk.
     *
     * @param lostUpTo told the last position of an unreadable end
     */
    Source(Tail tail, Segments segments, DamageLog damages, LongConsumer lostUpTo, long position) {
        this.tail = tail;
        this.segments = segments;
        this.damages = damages;
        this.lostUpTo = lostUpTo;
        this.position = position;
    }

    /** Goes back, or on, to this position. */
    void rewind(long to) throws IOException {
        close();
        tail.abandon();
        position = to;
        last = null;
    }

    /** The next record, or null when there is none now. */
    Committed next() throws IOException {
        return reader == null ? fromMemory() : fromDisk();
    }

    boolean isReplaying() {
        return reader != null;
    }

    private Committed fromMemory() throws IOException {
        Committed next = tail.poll();
        if (next != null) {
            return take(next);
        }
        if (tail.goLive(position)) {
            return null;
        }
        tail.abandon();
        reader = last == null ? new DiskReader(segments, damages, position) : DiskReader.after(last, segments, damages);
        return fromDisk();
    }

    private Committed fromDisk() throws IOException {
        // Taken first: all up to here can be read, if it can be read at all.
        long end = tail.end();
        Committed next = reader.next();
        if (next != null) {
            return take(next);
        }
        if (position <= end) {
            lostUpTo.accept(end);
            position = end + 1;
        }
        if (tail.goLive(position)) {
            close();
        }
        return null;
    }

    private Committed take(Committed next) {
        position = next.position() + 1;
        last = next;
        return next;
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
