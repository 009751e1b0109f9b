package dev.cdp.flink.connector.clickhouse.binary;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what {@link RowBinaryBuffer} writes. */
public final class RowBinaryInput {
    private final ByteBuffer bytes;

    public RowBinaryInput(byte[] bytes) {
        this(bytes, bytes.length);
    }

    RowBinaryInput(byte[] bytes, int size) {
        this.bytes = ByteBuffer.wrap(bytes, 0, size).order(ByteOrder.LITTLE_ENDIAN);
    }

    public boolean hasMore() {
        return bytes.hasRemaining();
    }

    public byte int8() {
        return bytes.get();
    }

    public short int16() {
        return bytes.getShort();
    }

    public int int32() {
        return bytes.getInt();
    }

    public long int64() {
        return bytes.getLong();
    }

    public int length() {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    public String text() {
        int length = length();
        String text = new String(array(), position(), length, StandardCharsets.UTF_8);
        skip(length);
        return text;
    }

    /** Moves so many bytes on into a buffer, as they are. */
    public void copyTo(RowBinaryBuffer target, int length) {
        target.raw(bytes.array(), bytes.position(), length);
        skip(length);
    }

    /** What is read; for those that look at bytes in place. */
    public byte[] array() {
        return bytes.array();
    }

    /** Of the next byte in {@link #array}. */
    public int position() {
        return bytes.position();
    }

    public void skip(int length) {
        bytes.position(bytes.position() + length);
    }
}
