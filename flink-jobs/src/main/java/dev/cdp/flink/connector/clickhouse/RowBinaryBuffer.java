package dev.cdp.flink.connector.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array with the primitives of ClickHouse's RowBinary format: little endian, LEB128 lengths. */
final class RowBinaryBuffer {
    private byte[] bytes = new byte[512];
    private int size;

    void int8(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    void int16(int value) {
        int8(value);
        int8(value >>> 8);
    }

    void int32(int value) {
        int16(value);
        int16(value >>> 16);
    }

    void int64(long value) {
        int32((int) value);
        int32((int) (value >>> 32));
    }

    void length(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            int8((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        int8(rest);
    }

    /** A length and the bytes. */
    void string(byte[] value) {
        length(value.length);
        raw(value);
    }

    void raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** @throws MisfitException for half a surrogate pair, which UTF-8 can't express */
    void string(CharSequence value) throws MisfitException {
        string(utf8(value));
    }

    static byte[] utf8(CharSequence value) throws MisfitException {
        if (!isUnicode(value)) {
            throw new MisfitException("not valid Unicode: half a surrogate pair");
        }
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }

    static boolean isUnicode(CharSequence value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
