package dev.cdp.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the records that Kafka will never take, so that they do not stand in the way of the others:
 * the file {@value #FILE} holds frames (see {@link Frame}) under salt {@value #SALT}. A record may be
 * in it again after a restart, and each start offers them again ({@link QuarantineRetry}). Of the
 * forwarder's thread.
 */
final class Quarantine {
    static final int SALT = 0x51554152;
    static final String FILE = "quarantine";

    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);

    private final Path file;
    private final TreeSet<Long> positions = new TreeSet<>();

    Quarantine(Path directory) {
        this.file = directory.resolve(FILE);
    }

    boolean holds(long position) {
        return !positions.isEmpty() && positions.contains(position);
    }

    /** Moves the record aside, on the disk. */
    void add(Committed committed, Exception why) throws IOException {
        if (!positions.add(committed.position())) {
            return;
        }
        ByteBuffer bytes =
                ByteBuffer.allocate(Math.toIntExact(Frame.HEADER_BYTES + RecordCodec.maxBytes(committed.record())));
        Frame.write(bytes, SALT, committed.position(), committed.time(), committed.record());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Durable.writeFully(channel, bytes.flip(), channel.size());
            channel.force(true);
        } catch (IOException e) {
            positions.remove(committed.position());
            throw e;
        }
        LOG.error(
                "Kafka refuses a record of {} bytes for {} for good; it was moved to {}",
                committed.bytes(),
                committed.record().topic(),
                file,
                why);
    }

    /** Forgets the positions before this one; nobody sends them again. */
    void forgetBefore(long cursor) {
        if (!positions.isEmpty()) {
            positions.headSet(cursor).clear();
        }
    }
}
