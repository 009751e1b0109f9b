package dev.cdp.flink.processing.seen;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Ids and their values as bytes, big-endian, in no order: 16 bytes of the id, 8 of the value. In state. */
final class IdBlock {
    static final int ENTRY = 3 * Long.BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int length;

    IdBlock(int entries) {
        bytes = new byte[entries * ENTRY];
    }

    int size() {
        return length / ENTRY;
    }

    void add(long high, long low, long value) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(4 * ENTRY, 2 * length));
        }
        LONG.set(bytes, length, high);
        LONG.set(bytes, length + Long.BYTES, low);
        LONG.set(bytes, length + 2 * Long.BYTES, value);
        length += ENTRY;
    }

    /** A copy. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Keeps the room that it has. */
    void clear() {
        length = 0;
    }

    /** The value of this id, or 0. */
    static long find(byte[] block, long high, long low) {
        for (int at = 0; at < block.length; at += ENTRY) {
            if ((long) LONG.get(block, at + Long.BYTES) == low && (long) LONG.get(block, at) == high) {
                return (long) LONG.get(block, at + 2 * Long.BYTES);
            }
        }
        return 0;
    }

    static void forEach(byte[] block, IdTable.Visitor visitor) {
        for (int at = 0; at < block.length; at += ENTRY) {
            visitor.visit((long) LONG.get(block, at), (long) LONG.get(block, at + Long.BYTES), (long)
                    LONG.get(block, at + 2 * Long.BYTES));
        }
    }
}
