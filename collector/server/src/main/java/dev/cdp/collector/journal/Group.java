package dev.cdp.collector.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is written, and answered, together. */
final class Group {
    private final long firstPosition;
    private final long firstSequence;
    private final Set<Append> appends = new LinkedHashSet<>();
    private final List<Committed> records = new ArrayList<>();
    private long bytes;

    Group(long firstPosition, long firstSequence) {
        this.firstPosition = firstPosition;
        this.firstSequence = firstSequence;
    }

    /** The append is answered with the group, whatever becomes of it. */
    void include(Append append) {
        appends.add(append);
    }

    /** It was answered on its own. */
    void exclude(Append append) {
        appends.remove(append);
    }

    void write(List<JournalRecord> encoded, SegmentWriter to) throws IOException {
        long time = System.currentTimeMillis();
        for (JournalRecord record : encoded) {
            long start = to.offset();
            to.append(nextPosition(), time, record);
            int size = (int) (to.offset() - start);
            records.add(new Committed(nextPosition(), time, size, to.segment(), to.offset(), record));
            bytes += size;
        }
    }

    long firstSequence() {
        return firstSequence;
    }

    /** Position of the record that follows the group's last. */
    long nextPosition() {
        return firstPosition + records.size();
    }

    Set<Append> appends() {
        return appends;
    }

    List<Committed> records() {
        return records;
    }

    /** In the file. */
    long bytes() {
        return bytes;
    }
}
