package dev.cdp.collector.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers Kafka what it refused before, once in each start: somebody may have raised its limits since.
 * The records are appended again, one after the other, and their file goes when all of them are safe;
 * what Kafka still refuses comes back to the {@link Quarantine}. A kill in between repeats records.
 */
final class QuarantineRetry {
    private static final Logger LOG = LoggerFactory.getLogger(QuarantineRetry.class);
    private static final String FILE = "quarantine.retry";

    private final Path file;
    private final Journal journal;
    private final SegmentScanner records;
    private final long end;
    private int appended;

    private QuarantineRetry(Path file, Journal journal) throws IOException {
        this.file = file;
        this.journal = journal;
        this.end = Files.size(file);
        this.records = new SegmentScanner(
                new Segment(file, 0, Quarantine.SALT, new Segment.End(end, -1)),
                0,
                (offset, bytes) -> LOG.error("{} bytes at {} of {} hold no record", bytes, offset, file));
    }

    /** To be called before anything is moved aside in this start. */
    static void begin(Path directory, Journal journal) {
        Path file = directory.resolve(FILE);
        try {
            // What an earlier start did not finish comes first; the newer ones wait for the next start.
            if (Files.notExists(file) && Files.exists(directory.resolve(Quarantine.FILE))) {
                Durable.rename(directory.resolve(Quarantine.FILE), file);
            }
            if (Files.exists(file)) {
                new QuarantineRetry(file, journal).next();
            }
        } catch (IOException e) {
            LOG.error("{} can't be read; the next start tries again", file, e);
        }
    }

    private void next() throws IOException {
        Frame frame = records.next(end);
        if (frame == null) {
            records.close();
            Files.delete(file);
            LOG.warn("{} records that Kafka had refused are offered to it again", appended);
            return;
        }
        appended++;
        JournalEntry entry = new JournalEntry.Plain(RecordCodec.read(frame.payload()));
        journal.append(List.of(entry), ForkJoinPool.commonPool()).whenComplete(this::appended);
    }

    private void appended(Void done, Throwable failure) {
        try {
            if (failure == null) {
                next();
            } else {
                LOG.warn("what Kafka had refused can't be offered again now: {}", failure.getMessage());
                records.close();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("{} can't be read; the next start tries again", file, e);
        }
    }
}
