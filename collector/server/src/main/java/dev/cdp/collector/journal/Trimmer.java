package dev.cdp.collector.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes segments that Kafka has acknowledged entirely, after a grace period in case the broker
 * loses its end. Space that is needed for new records goes before the grace.
 */
final class Trimmer {
    private static final Logger LOG = LoggerFactory.getLogger(Trimmer.class);

    private final Segments segments;
    private final LongSupplier cursor;
    private final long graceNanos;
    /** When each was first seen to be acknowledged; a monotonic clock, since the other one jumps. */
    private final Map<Segment, Long> acknowledgedAt = new HashMap<>();

    Trimmer(Segments segments, LongSupplier cursor, Duration grace) {
        this.segments = segments;
        this.cursor = cursor;
        this.graceNanos = grace.toNanos();
    }

    /** Deletes what has outlived its grace. */
    synchronized void trim() throws IOException {
        long now = System.nanoTime();
        long acknowledged = cursor.getAsLong();
        for (Segment segment : segments.all()) {
            if (!isAcknowledged(segment, acknowledged)) {
                return;
            }
            if (now - acknowledgedAt.computeIfAbsent(segment, s -> now) >= graceNanos) {
                remove(segment);
            }
        }
    }

    /** Deletes the oldest segment within its grace; false when there is none. */
    synchronized boolean sacrificeOldest() throws IOException {
        Optional<Segment> oldest = segments.all().stream().findFirst();
        if (oldest.isEmpty() || !isAcknowledged(oldest.get(), cursor.getAsLong())) {
            return false;
        }
        LOG.warn(
                "{} is deleted before its grace period is over, for space",
                oldest.get().path());
        remove(oldest.get());
        return true;
    }

    /** Takes the cursor back to the oldest record that is still there, and nothing is deleted meanwhile. */
    synchronized void takeBack(InFlight inFlight) {
        segments.all().stream().findFirst().ifPresent(oldest -> inFlight.takeBack(oldest.first()));
        acknowledgedAt.clear();
    }

    private static boolean isAcknowledged(Segment segment, long cursor) {
        return segment.isSealed() && segment.end().last() < cursor;
    }

    private void remove(Segment segment) throws IOException {
        segments.remove(segment);
        acknowledgedAt.remove(segment);
    }
}
