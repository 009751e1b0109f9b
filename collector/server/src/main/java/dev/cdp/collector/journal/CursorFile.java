package dev.cdp.collector.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The position before which Kafka has acknowledged everything. Two slots, written in turn, so that a
 * torn write leaves the one before: {@code journal:16 bytes, generation:long, position:long, crc:int}.
 * Not synced but at the end: an older cursor only repeats records.
 */
final class CursorFile {
    private static final int SLOT_BYTES = 512;
    private static final int CRC_AT = 32;

    private final Path file;
    private final UUID journal;
    private long generation;

    private record Slot(long generation, long position) {}

    CursorFile(Path directory, UUID journal) {
        this.file = directory.resolve("cursor");
        this.journal = journal;
    }

    /** The last position written, or nothing when there is none of this journal. */
    Optional<Long> read() throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            Slot first = read(channel, 0);
            Slot second = read(channel, 1);
            Slot newer = second == null || (first != null && first.generation > second.generation) ? first : second;
            if (newer == null) {
                return Optional.empty();
            }
            generation = newer.generation;
            return Optional.of(newer.position);
        }
    }

    /** Forgets it, for good: positions may be given again that it points behind. */
    void delete() throws IOException {
        if (Files.deleteIfExists(file)) {
            Durable.syncDirectory(file);
        }
        generation = 0;
    }

    private Slot read(FileChannel channel, int slot) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
        channel.read(bytes, (long) slot * SLOT_BYTES);
        bytes.clear();
        boolean ours = bytes.getLong(0) == journal.getMostSignificantBits()
                && bytes.getLong(8) == journal.getLeastSignificantBits();
        return ours && bytes.getInt(CRC_AT) == crc(bytes) ? new Slot(bytes.getLong(16), bytes.getLong(24)) : null;
    }

    /** @param durable whether a power loss must not take it back */
    void write(long position, boolean durable) throws IOException {
        long next = generation + 1;
        ByteBuffer bytes = ByteBuffer.allocate(SLOT_BYTES);
        bytes.putLong(journal.getMostSignificantBits())
                .putLong(journal.getLeastSignificantBits())
                .putLong(next)
                .putLong(position);
        bytes.putInt(crc(bytes)).clear();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            Durable.writeFully(channel, bytes, (next & 1) * SLOT_BYTES);
            if (durable) {
                channel.force(true);
            }
        }
        generation = next;
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, CRC_AT));
        return (int) crc.getValue();
    }
}
