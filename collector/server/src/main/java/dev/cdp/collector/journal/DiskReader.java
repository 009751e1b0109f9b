package dev.cdp.collector.journal;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads committed records in the order of their positions over all segments. Of one thread. */
final class DiskReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DiskReader.class);

    private final Segments segments;
    private final DamageLog damages;
    private long next;
    private Segment segment;
    private SegmentScanner scanner;

    /** @param next the first position wanted */
    DiskReader(Segments segments, DamageLog damages, long next) {
        this.segments = segments;
        this.damages = damages;
        this.next = next;
    }

    /** Begins right after this record, if its segment is still there. */
    static DiskReader after(Committed last, Segments segments, DamageLog damages) throws IOException {
        DiskReader reader = new DiskReader(segments, damages, last.position() + 1);
        if (segments.holding(last.position()).filter(s -> s == last.segment()).isPresent()) {
            reader.enter(last.segment(), last.end());
        }
        return reader;
    }

    /** The next record, or null when all that is committed has been read. */
    Committed next() throws IOException {
        if (scanner == null) {
            Optional<Segment> first = segments.holding(next);
            if (first.isEmpty()) {
                return null;
            }
            enter(first.get(), SegmentHeader.BYTES);
        }
        while (true) {
            boolean sealed = segment.isSealed();
            Frame frame = scanner.next(segment.end().bytes());
            if (frame != null) {
                Committed committed = read(frame);
                if (committed != null) {
                    return committed;
                }
            } else if (!sealed || !enterNext()) {
                return null;
            }
        }
    }

    private Committed read(Frame frame) {
        if (frame.position() < next) {
            return null;
        }
        int bytes = Frame.HEADER_BYTES + frame.payload().remaining();
        try {
            JournalRecord record = RecordCodec.read(frame.payload());
            next = frame.position() + 1;
            return new Committed(frame.position(), frame.time(), bytes, segment, frame.end(), record);
        } catch (IllegalArgumentException e) {
            LOG.error("the record at {} in {} can't be decoded", frame.end() - bytes, segment.path(), e);
            damages.found(segment, frame.end() - bytes, bytes);
            return null;
        }
    }

    private boolean enterNext() throws IOException {
        Optional<Segment> following = segments.after(segment);
        if (following.isEmpty()) {
            return false;
        }
        enter(following.get(), SegmentHeader.BYTES);
        return true;
    }

    private void enter(Segment entered, long offset) throws IOException {
        close();
        segment = entered;
        scanner = new SegmentScanner(entered, offset, (at, bytes) -> damages.found(entered, at, bytes));
    }

    @Override
    public void close() throws IOException {
        if (scanner != null) {
            scanner.close();
            scanner = null;
        }
    }
}
