package dev.cdp.flink.connector.clickhouse.columnar;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Where each array ends, counted in elements, then the elements of all. A map is an array of pairs, of which the format
 * has all keys and then all values.
 */
public final class ArrayColumn implements Column {
    private final List<Column> parts;
    private final FixedColumn ends = new FixedColumn(Long.BYTES);
    private long end;
    private long given;

    /** @param parts of an element: one for an array, key and value for a map */
    public ArrayColumn(Column... parts) {
        this.parts = List.of(parts);
    }

    @Override
    public void take(RowBinaryInput row) {
        int elements = row.length();
        for (int i = 0; i < elements; i++) {
            for (Column part : parts) {
                part.take(row);
            }
        }
        end += elements;
        ends.takeLong(end);
    }

    @Override
    public void takeDefault() {
        ends.takeLong(end);
    }

    @Override
    public long cells() {
        return parts.stream().mapToLong(Column::cells).sum();
    }

    @Override
    public void writePrefix(RowBinaryBuffer out) {
        parts.forEach(part -> part.writePrefix(out));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        ends.writeTo(out);
        for (Column part : parts) {
            part.writeTo(out);
        }
    }

    @Override
    public void readPrefix(RowBinaryInput in) {
        parts.forEach(part -> part.readPrefix(in));
    }

    @Override
    public void read(RowBinaryInput in, int rows) {
        ends.read(in, rows);
        long elements = 0;
        // Once through for the last of them; then from the beginning, to be given.
        for (int i = 0; i < rows; i++) {
            elements = ends.giveLong();
        }
        ends.rewind();
        for (Column part : parts) {
            part.read(in, Math.toIntExact(elements));
        }
    }

    @Override
    public void give(RowBinaryBuffer row) {
        long before = given;
        given = ends.giveLong();
        int elements = (int) (given - before);
        row.length(elements);
        for (int i = 0; i < elements; i++) {
            for (Column part : parts) {
                part.give(row);
            }
        }
    }
}
