package dev.cdp.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment that is appended to, and its successors. A segment whose sync failed is never trusted
 * again: the kernel has marked the pages clean that it could not write, so that the next sync says OK
 * without having written them. What Kafka has not acknowledged of it is written again to a new
 * segment, from the file, frame by frame and checked; then the old file goes.
 *
 * <p>Of the writer's thread but for {@link #syncBehind}.
 */
final class ActiveSegment {
    private static final Logger LOG = LoggerFactory.getLogger(ActiveSegment.class);
    private static final int BUFFER_BYTES = 1024 * 1024;

    private final Path directory;
    private final Identity identity;
    private final FsyncPolicy policy;
    private final Segments segments;
    private final LongSupplier cursor;
    private final DamageLog damages;
    private final JournalListener listener;
    /** Held while the current one is replaced, and while the other thread syncs it. */
    private final Object switching = new Object();

    private SegmentWriter current;
    private boolean suspect;
    private volatile IOException syncFailure;
    private long syncedBytes;
    /** Of two threads, and only ever forward. */
    private final AtomicLong synced = new AtomicLong();

    ActiveSegment(
            JournalConfig config,
            Identity identity,
            Segments segments,
            LongSupplier cursor,
            DamageLog damages,
            JournalListener listener) {
        this.directory = config.directory();
        this.identity = identity;
        this.policy = config.sync().policy();
        this.segments = segments;
        this.cursor = cursor;
        this.damages = damages;
        this.listener = listener;
    }

    boolean isTrusted() {
        return current != null && !suspect && syncFailure == null;
    }

    void distrust() {
        suspect = true;
    }

    SegmentWriter current() {
        return current;
    }

    /** All records before this position are on the disk, whatever happens to the power. */
    long synced() {
        return synced.get();
    }

    private void syncedUpTo(long last) {
        synced.accumulateAndGet(last + 1, Math::max);
    }

    /** Makes it trusted again, or for the first time. */
    void restore(long nextPosition) throws IOException {
        if (current == null) {
            begin(nextPosition);
        } else if (!isTrusted()) {
            replace(nextPosition);
        }
    }

    /** Begins the next segment. */
    void roll(long nextPosition) throws IOException {
        if (policy != FsyncPolicy.NEVER) {
            force();
        }
        begin(nextPosition);
    }

    /** Syncs what was written; a failure makes the segment suspect. */
    void force() throws IOException {
        long start = System.nanoTime();
        try {
            current.force();
        } catch (IOException e) {
            suspect = true;
            throw e;
        }
        syncedUpTo(current.last());
        listener.fsynced(System.nanoTime() - start);
    }

    /**
     * Syncs what was committed since the last time, while the writer goes on.
     *
     * @return false when that failed; the writer must learn of it
     */
    boolean syncBehind() {
        synchronized (switching) {
            if (current == null || syncFailure != null) {
                return true;
            }
            Segment.End end = current.segment().end();
            if (end.bytes() == syncedBytes) {
                return true;
            }
            long start = System.nanoTime();
            try {
                current.force();
                syncedBytes = end.bytes();
                syncedUpTo(end.last());
                listener.fsynced(System.nanoTime() - start);
                return true;
            } catch (IOException e) {
                syncFailure = e;
                return false;
            }
        }
    }

    private void begin(long first) throws IOException {
        Path file = directory.resolve(Segment.name(first));
        SegmentWriter next = SegmentWriter.create(file, file, header(first), buffer());
        try {
            Durable.syncDirectory(file);
        } catch (IOException e) {
            next.close();
            throw e;
        }
        segments.add(next.segment());
        switchTo(next);
    }

    private void replace(long nextPosition) throws IOException {
        Segment old = current.segment();
        long first = Math.min(nextPosition, Math.max(old.first(), cursor.getAsLong()));
        Path file = directory.resolve(Segment.name(first));
        Path temporary = file.resolveSibling(file.getFileName() + Segment.TEMPORARY);
        SegmentWriter next = SegmentWriter.create(temporary, file, header(first), buffer());
        try {
            copy(old, next, first);
            next.force();
            next.commit();
            Durable.rename(temporary, file);
        } catch (IOException | RuntimeException e) {
            next.close();
            Files.deleteIfExists(temporary);
            throw e;
        }
        segments.replace(old, next.segment());
        switchTo(next);
        suspect = false;
        LOG.warn(
                "{} is retired since a sync of it failed; what Kafka has not acknowledged was written again to {}",
                old.path(),
                file);
    }

    private void copy(Segment from, SegmentWriter to, long first) throws IOException {
        long end = from.end().bytes();
        try (SegmentScanner scanner =
                new SegmentScanner(from, SegmentHeader.BYTES, (offset, bytes) -> damages.found(from, offset, bytes))) {
            for (Frame frame = scanner.next(end); frame != null; frame = scanner.next(end)) {
                if (frame.position() >= first) {
                    to.append(frame);
                }
            }
        }
        to.flush();
    }

    private void switchTo(SegmentWriter next) {
        SegmentWriter old = current;
        synchronized (switching) {
            current = next;
            syncFailure = null;
            syncedBytes = next.segment().end().bytes();
            if (policy != FsyncPolicy.NEVER) {
                syncedUpTo(next.segment().end().last());
            }
        }
        if (old != null) {
            // Readers go on to the next one only from here on: it is among the segments already.
            old.segment().seal();
            closeQuietly(old);
        }
    }

    private static void closeQuietly(SegmentWriter writer) {
        try {
            writer.close();
        } catch (IOException e) {
            LOG.warn("{} was not closed", writer.segment().path(), e);
        }
    }

    private SegmentHeader header(long first) {
        int salt = SegmentHeader.salt(identity.journal(), first);
        return new SegmentHeader(salt, identity.epoch(), first, System.currentTimeMillis());
    }

    private ByteBuffer buffer() {
        return current == null
                ? ByteBuffer.allocateDirect(BUFFER_BYTES)
                : current.buffer().clear();
    }

    /** Syncs the rest, whatever the policy is. */
    void close() throws IOException {
        if (current != null) {
            if (isTrusted()) {
                current.force();
            }
            closeQuietly(current);
        }
    }
}
