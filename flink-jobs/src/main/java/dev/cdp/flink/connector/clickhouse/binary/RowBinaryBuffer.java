package dev.cdp.flink.connector.clickhouse.binary;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** A growing byte array with the primitives of ClickHouse's binary formats: little endian, LEB128 lengths. */
public final class RowBinaryBuffer {
    private static final VarHandle SHORTS = littleEndian(short[].class);
    private static final VarHandle INTS = littleEndian(int[].class);
    private static final VarHandle LONGS = littleEndian(long[].class);

    private byte[] bytes;
    private int size;

    public RowBinaryBuffer() {
        this(512);
    }

    private static VarHandle littleEndian(Class<?> view) {
        return MethodHandles.byteArrayViewVarHandle(view, ByteOrder.LITTLE_ENDIAN);
    }

    /** @param capacity in bytes, to begin with */
    public RowBinaryBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public void int8(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    public void int16(int value) {
        ensure(Short.BYTES);
        SHORTS.set(bytes, size, (short) value);
        size += Short.BYTES;
    }

    public void int32(int value) {
        ensure(Integer.BYTES);
        INTS.set(bytes, size, value);
        size += Integer.BYTES;
    }

    public void int64(long value) {
        ensure(Long.BYTES);
        LONGS.set(bytes, size, value);
        size += Long.BYTES;
    }

    public void length(int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            int8((rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        int8(rest);
    }

    /** A length and the bytes. */
    public void string(byte[] value) {
        length(value.length);
        raw(value);
    }

    public void raw(byte[] value) {
        raw(value, 0, value.length);
    }

    /** A part of the value as it is. */
    public void raw(byte[] value, int offset, int length) {
        ensure(length);
        System.arraycopy(value, offset, bytes, size, length);
        size += length;
    }

    /** The same byte so many times. */
    public void fill(int value, int times) {
        ensure(times);
        Arrays.fill(bytes, size, size + times, (byte) value);
        size += times;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    /** What has been written so far, to be read; not valid any more after the next write. */
    public RowBinaryInput toInput() {
        return new RowBinaryInput(bytes, size);
    }

    private void ensure(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
