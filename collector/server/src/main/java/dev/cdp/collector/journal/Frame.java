package dev.cdp.collector.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A record in a segment, big endian: {@code length:int, length^salt:int, crc:int, position:long,
 * time:long, payload}. The second field vouches for the first before anything is allocated or
 * skipped by it, and is what a reader looks for to find its way after damage. The salt is the
 * segment's own and random, so that no event can carry a forged frame in its payload. The CRC32C
 * covers salt, position, time and payload.
 *
 * @param position counts the records of a journal, over restarts
 * @param time of the append, epoch milliseconds
 * @param payload see {@link RecordCodec}; valid until the next frame is read
 * @param end the offset in the segment after this frame
 */
record Frame(long position, long time, ByteBuffer payload, long end) {
    static final int HEADER_BYTES = 28;
    /** Read bound: the configured maximum may be lowered while longer records are in the journal. */
    static final int MAX_PAYLOAD = 64 * 1024 * 1024;

    private static final int CRC_AT = 8;
    private static final int POSITION_AT = 12;
    private static final int TIME_AT = 20;

    /** Appends a frame; the buffer has room for {@link RecordCodec#maxBytes} more than the header. */
    static void write(ByteBuffer to, int salt, long position, long time, JournalRecord record) {
        int start = to.position();
        to.position(start + HEADER_BYTES);
        RecordCodec.write(record, to);
        seal(to, start, salt, position, time);
    }

    /** Copies a frame under another segment's salt. */
    void copy(ByteBuffer to, int salt) {
        int start = to.position();
        to.position(start + HEADER_BYTES).put(payload.duplicate());
        seal(to, start, salt, position, time);
    }

    private static void seal(ByteBuffer to, int start, int salt, long position, long time) {
        int length = to.position() - start - HEADER_BYTES;
        to.putInt(start, length)
                .putInt(start + 4, length ^ salt)
                .putLong(start + POSITION_AT, position)
                .putLong(start + TIME_AT, time)
                .putInt(start + CRC_AT, crc(to, start, length, salt));
    }

    /** The payload's length if a frame may begin here, or -1. */
    static int lengthAt(ByteBuffer bytes, int at, int salt) {
        int length = bytes.getInt(at);
        return length >= 0 && length <= MAX_PAYLOAD && (length ^ bytes.getInt(at + 4)) == salt ? length : -1;
    }

    /** The frame that begins here, or null when its checksum is wrong. */
    static Frame read(ByteBuffer bytes, int at, int length, int salt, long end) {
        if (bytes.getInt(at + CRC_AT) != crc(bytes, at, length, salt)) {
            return null;
        }
        ByteBuffer payload = bytes.slice(at + HEADER_BYTES, length);
        return new Frame(bytes.getLong(at + POSITION_AT), bytes.getLong(at + TIME_AT), payload, end);
    }

    private static int crc(ByteBuffer bytes, int start, int length, int salt) {
        CRC32C crc = new CRC32C();
        for (int shift = 24; shift >= 0; shift -= 8) {
            crc.update(salt >>> shift);
        }
        crc.update(bytes.slice(start + POSITION_AT, HEADER_BYTES - POSITION_AT + length));
        return (int) crc.getValue();
    }
}
