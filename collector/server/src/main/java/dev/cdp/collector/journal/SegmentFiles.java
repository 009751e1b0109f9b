package dev.cdp.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the segments that an earlier start left. Only the last one is read through, for the end of
 * the records; damage further in is found when a segment is read for Kafka.
 */
final class SegmentFiles {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentFiles.class);

    private static final Pattern NAME = Pattern.compile("00[0-9]{18}\\" + Segment.SUFFIX);

    private final Path directory;
    private final JournalListener listener;

    /**
     * A segment file.
     *
     * @param header null when it is damaged
     */
    private record Found(Path path, long first, long bytes, SegmentHeader header) {}

    SegmentFiles(Path directory, JournalListener listener) {
        this.directory = directory;
        this.listener = listener;
    }

    /** The highest epoch among them. */
    long highestEpoch() throws IOException {
        long highest = 0;
        for (Found found : list()) {
            highest = Math.max(highest, found.header == null ? 0 : found.header.epoch());
        }
        return highest;
    }

    Segments load(UUID journal) throws IOException {
        removeUnfinished();
        Segments segments = new Segments();
        List<Found> files = list();
        boolean endKnown = false;
        long next = Long.MAX_VALUE;
        for (int i = files.size() - 1; i >= 0; i--) {
            Found found = files.get(i);
            Segment segment = segment(found, journal, next);
            if (!endKnown) {
                endKnown = findEnd(segment, found.bytes);
            }
            segment.seal();
            segments.add(segment);
            next = found.first;
        }
        return segments;
    }

    private Segment segment(Found found, UUID journal, long next) {
        if (found.header == null) {
            LOG.error("the header of {} is damaged; its records are read all the same", found.path);
            listener.corrupt(found.path, 0, Math.min(SegmentHeader.BYTES, found.bytes));
        }
        int salt = found.header == null ? SegmentHeader.salt(journal, found.first) : found.header.salt();
        return new Segment(found.path, found.first, salt, new Segment.End(found.bytes, next - 1));
    }

    /** Reads through a segment; false when it holds no record. */
    private boolean findEnd(Segment segment, long bytes) throws IOException {
        long last = segment.first() - 1;
        long end = Math.min(SegmentHeader.BYTES, bytes);
        try (SegmentScanner scanner = new SegmentScanner(segment, end, SegmentScanner.Damage.UNREPORTED)) {
            for (Frame frame = scanner.next(bytes); frame != null; frame = scanner.next(bytes)) {
                last = Math.max(last, frame.position());
                end = frame.end();
            }
        }
        if (end < bytes) {
            cut(segment.path(), end, bytes - end);
        }
        segment.extend(new Segment.End(end, last));
        return last >= segment.first();
    }

    private void cut(Path path, long end, long bytes) {
        LOG.warn(
                "cut {} bytes at {} off {}: a record that was being written when the collector died", bytes, end, path);
        listener.corrupt(path, end, bytes);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
            channel.truncate(end);
            channel.force(true);
        } catch (IOException e) {
            // Nobody reads beyond the end that was found.
            LOG.warn("{} could not be cut", path, e);
        }
    }

    private List<Found> list() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.flatMap(file -> first(file).stream().map(first -> found(file, first)))
                    .sorted((a, b) -> Long.compare(a.first, b.first))
                    .toList();
        }
    }

    private static Optional<Long> first(Path file) {
        String name = file.getFileName().toString();
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Optional.of(Long.parseLong(name.substring(0, name.length() - Segment.SUFFIX.length())));
    }

    private static boolean isUnfinished(Path file) {
        return file.toString().endsWith(Segment.TEMPORARY)
                || (first(file).isPresent() && file.toFile().length() < SegmentHeader.BYTES);
    }

    private static Found found(Path path, long first) {
        ByteBuffer bytes = ByteBuffer.allocate(SegmentHeader.BYTES);
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.read(bytes, 0);
            return new Found(path, first, channel.size(), SegmentHeader.read(bytes.flip()));
        } catch (IOException e) {
            throw new JournalException(JournalException.Reason.NOT_OPENED, path + " can't be read", e);
        }
    }

    /** What a crash left half done: a replacement, or a segment of which not even the header was written. */
    private void removeUnfinished() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(SegmentFiles::isUnfinished).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
