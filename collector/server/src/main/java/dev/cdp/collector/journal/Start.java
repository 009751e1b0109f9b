package dev.cdp.collector.journal;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a journal goes on after a restart.
 *
 * @param cursor position of the first record to be forwarded
 * @param next position of the next record to be appended
 */
record Start(long cursor, long next) {
    private static final Logger LOG = LoggerFactory.getLogger(Start.class);

    /**
     * Trusts the cursor as far as the data bears it out. One that points behind the data belongs to
     * other data, or to data that a power loss took: then it is forgotten, and everything retained is
     * forwarded.
     */
    static Start of(Segments segments, CursorFile file) throws IOException {
        Optional<Long> cursor = file.read();
        if (segments.last().isEmpty()) {
            long next = cursor.orElse(0L);
            return new Start(next, next);
        }
        long oldest = segments.all().iterator().next().first();
        long end = oldest;
        for (Segment segment : segments.all()) {
            end = Math.max(end, segment.end().last() + 1);
        }
        if (cursor.isPresent() && cursor.get() <= end) {
            return new Start(Math.max(oldest, cursor.get()), end);
        }
        LOG.warn(
                "the cursor {}: all records that are still in the journal go to Kafka again",
                cursor.isPresent() ? "points behind the records" : "is missing or damaged");
        file.delete();
        return new Start(oldest, end);
    }
}
