package dev.cdp.collector.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** The segments of a journal by the first position that each may hold. */
final class Segments {
    private final NavigableMap<Long, Segment> byFirst = new ConcurrentSkipListMap<>();

    void add(Segment segment) {
        byFirst.put(segment.first(), segment);
    }

    void remove(Segment segment) throws IOException {
        Files.deleteIfExists(segment.path());
        byFirst.remove(segment.first(), segment);
    }

    /** The replacement has the same records from some position on, and is on the disk. */
    void replace(Segment old, Segment replacement) throws IOException {
        // In this order: a reader must find the one or the other.
        add(replacement);
        byFirst.remove(old.first(), old);
        if (!old.path().equals(replacement.path())) {
            Files.deleteIfExists(old.path());
            Durable.syncDirectory(old.path());
        }
    }

    Collection<Segment> all() {
        return byFirst.values();
    }

    /** The segment that holds the position, or the next one if it is in none. */
    Optional<Segment> holding(long position) {
        Map.Entry<Long, Segment> entry = byFirst.floorEntry(position);
        return Optional.ofNullable(entry == null ? byFirst.firstEntry() : entry).map(Map.Entry::getValue);
    }

    /** The one that follows, or the one that replaced it: a reader goes forward only. */
    Optional<Segment> after(Segment segment) {
        Map.Entry<Long, Segment> entry = byFirst.ceilingEntry(segment.first());
        if (entry != null && entry.getValue() == segment) {
            entry = byFirst.higherEntry(segment.first());
        }
        return Optional.ofNullable(entry).map(Map.Entry::getValue);
    }

    Optional<Segment> last() {
        return Optional.ofNullable(byFirst.lastEntry()).map(Map.Entry::getValue);
    }

    /** In files. */
    long bytes() {
        long bytes = 0;
        for (Segment segment : byFirst.values()) {
            bytes += segment.end().bytes();
        }
        return bytes;
    }
}
