package dev.cdp.collector.journal;

import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first bytes of a segment, big endian: {@code magic:long, version:int, salt:int, epoch:long,
 * first:long, created:long, crc:int}, padded.
 *
 * @param salt see {@link Frame}
 * @param first no record before this position is in the segment
 * @param created epoch milliseconds
 */
record SegmentHeader(int salt, long epoch, long first, long created) {
    static final int BYTES = 64;
    static final int VERSION = 1;

    private static final long MAGIC = 0x4344_504A_524E_4C00L; // "CDPJRNL\0"
    private static final int CRC_AT = 40;

    /** The salt follows from the journal's random id, so that a damaged header costs no record. */
    static int salt(UUID journal, long first) {
        long mixed = (journal.getLeastSignificantBits() ^ Long.rotateLeft(first * 0x9E37_79B9_7F4A_7C15L, 31))
                * 0xBF58_476D_1CE4_E5B9L;
        int salt = (int) (mixed >>> 32) ^ (int) mixed;
        // Zero would make valid beginnings out of zeros.
        return salt == 0 ? 1 : salt;
    }

    ByteBuffer write() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES);
        bytes.putLong(MAGIC)
                .putInt(VERSION)
                .putInt(salt)
                .putLong(epoch)
                .putLong(first)
                .putLong(created);
        return bytes.putInt(crc(bytes)).position(0);
    }

    /**
     * Reads a header.
     *
     * @return null when the bytes are none
     * @throws JournalException when it is one of a later version
     */
    static SegmentHeader read(ByteBuffer bytes) {
        if (bytes.remaining() < BYTES || bytes.getLong(0) != MAGIC || bytes.getInt(CRC_AT) != crc(bytes)) {
            return null;
        }
        int version = bytes.getInt(8);
        if (version != VERSION) {
            throw new JournalException(
                    JournalException.Reason.NOT_OPENED,
                    "the journal was written by a later version (format " + version + ", known is " + VERSION
                            + "): start that version, or let it drain first");
        }
        return new SegmentHeader(bytes.getInt(12), bytes.getLong(16), bytes.getLong(24), bytes.getLong(32));
    }

    private static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, CRC_AT));
        return (int) crc.getValue();
    }
}
