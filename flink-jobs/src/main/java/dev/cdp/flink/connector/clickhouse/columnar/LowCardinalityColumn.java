package dev.cdp.flink.connector.clickhouse.columnar;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Strings of which many are the same: each once, then for each row which one it is. The first is the empty one, which is
 * the default; of a nullable column it stands for null, and the second is the empty one.
 */
public final class LowCardinalityColumn implements Column {
    /** The version of the format. */
    private static final long SHARED_DICTIONARIES_WITH_ADDITIONAL_KEYS = 1;

    /** The strings come with the block, and there is no other dictionary. */
    private static final long OWN_STRINGS = 0x600;

    private static final byte[] EMPTY = {};

    private final boolean nullable;
    private final int empty;
    private final Map<ByteBuffer, Integer> numbers = new HashMap<>();
    private final List<byte[]> strings = new ArrayList<>();
    private int[] rows = new int[16];
    private int size;
    private int given;

    public LowCardinalityColumn(boolean nullable) {
        this.nullable = nullable;
        this.empty = nullable ? 1 : 0;
        for (int i = 0; i <= empty; i++) {
            strings.add(EMPTY);
        }
        numbers.put(ByteBuffer.wrap(EMPTY), empty);
    }

    @Override
    public void take(RowBinaryInput row) {
        if (nullable && row.int8() == 1) {
            takeDefault();
            return;
        }
        int length = row.length();
        add(number(row.array(), row.position(), length));
        row.skip(length);
    }

    private int number(byte[] row, int offset, int length) {
        if (length == 0) {
            return empty;
        }
        // Rows of a kind come one after another.
        if (size > 0) {
            byte[] before = strings.get(rows[size - 1]);
            if (Arrays.equals(before, 0, before.length, row, offset, offset + length)) {
                return rows[size - 1];
            }
        }
        Integer known = numbers.get(ByteBuffer.wrap(row, offset, length));
        return known == null ? newNumber(Arrays.copyOfRange(row, offset, offset + length)) : known;
    }

    private int newNumber(byte[] string) {
        numbers.put(ByteBuffer.wrap(string), strings.size());
        strings.add(string);
        return strings.size() - 1;
    }

    @Override
    public void takeDefault() {
        add(0);
    }

    private void add(int number) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
        }
        rows[size++] = number;
    }

    @Override
    public void writePrefix(RowBinaryBuffer out) {
        out.int64(SHARED_DICTIONARIES_WITH_ADDITIONAL_KEYS);
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        if (size == 0) {
            return;
        }
        RowBinaryBuffer data = new RowBinaryBuffer(size + 1_024);
        int width = strings.size() <= 1 << 8 ? 0 : strings.size() <= 1 << 16 ? 1 : 2;
        data.int64(OWN_STRINGS | width);
        data.int64(strings.size());
        strings.forEach(data::string);
        data.int64(size);
        for (int i = 0; i < size; i++) {
            switch (width) {
                case 0 -> data.int8(rows[i]);
                case 1 -> data.int16(rows[i]);
                default -> data.int32(rows[i]);
            }
        }
        data.writeTo(out);
    }

    @Override
    public void readPrefix(RowBinaryInput in) {
        in.int64();
    }

    @Override
    public void read(RowBinaryInput in, int count) {
        if (count == 0) {
            return;
        }
        int width = (int) in.int64() & 0xff;
        strings.clear();
        for (long left = in.int64(); left > 0; left--) {
            int length = in.length();
            strings.add(Arrays.copyOfRange(in.array(), in.position(), in.position() + length));
            in.skip(length);
        }
        in.int64();
        for (int i = 0; i < count; i++) {
            add(width == 0 ? in.int8() & 0xff : width == 1 ? in.int16() & 0xffff : in.int32());
        }
    }

    @Override
    public void give(RowBinaryBuffer row) {
        int number = rows[given++];
        if (nullable) {
            row.int8(number == 0 ? 1 : 0);
            if (number == 0) {
                return;
            }
        }
        row.string(strings.get(number));
    }
}
