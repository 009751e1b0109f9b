package dev.cdp.flink.connector.clickhouse.columnar;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The values that one path of JSON has in the rows of a block, in the flattened form of the type Dynamic: which types
 * there are, for each row which of them it has or that it has none, then the values of each type.
 */
final class DynamicColumn {
    /** Of the form, in front of each path. */
    private static final long FLATTENED = 3;

    /** In memory, for a row without a value; written is the number of types. */
    private static final int NONE = 0xff;

    private final List<JsonKind> kinds = new ArrayList<>();
    private final Map<JsonKind, Column> columns = new EnumMap<>(JsonKind.class);
    private final RowBinaryBuffer rows = new RowBinaryBuffer(16);
    private RowBinaryInput given;

    /** Rows that it has a value or a gap for. */
    int rows() {
        return rows.size();
    }

    /** Says what kind of value a row has, of which all before it are settled, and gives the column that is to take it. */
    Column next(JsonKind kind, int row) {
        fillTo(row);
        int number = kinds.indexOf(kind);
        if (number < 0) {
            number = kinds.size();
            add(kind);
        }
        rows.int8(number);
        return columns.get(kind);
    }

    private void add(JsonKind kind) {
        kinds.add(kind);
        columns.put(kind, kind.newColumn());
    }

    /** No value in the rows up to this one. */
    void fillTo(int row) {
        if (rows.size() < row) {
            rows.fill(NONE, row - rows.size());
        }
    }

    /** Those of the objects in its arrays. */
    long cells() {
        long cells = 0;
        for (Column column : columns.values()) {
            cells += column.cells();
        }
        return cells;
    }

    void writePrefix(RowBinaryBuffer out) {
        out.int64(FLATTENED);
        out.length(kinds.size());
        kinds.forEach(kind -> out.string(kind.type().getBytes(StandardCharsets.US_ASCII)));
        kinds.forEach(kind -> columns.get(kind).writePrefix(out));
    }

    void writeTo(OutputStream out) throws IOException {
        RowBinaryBuffer numbers = new RowBinaryBuffer(rows.size());
        for (RowBinaryInput in = rows.toInput(); in.hasMore(); ) {
            int number = in.int8() & 0xff;
            numbers.int8(number == NONE ? kinds.size() : number);
        }
        numbers.writeTo(out);
        for (JsonKind kind : kinds) {
            columns.get(kind).writeTo(out);
        }
    }

    void readPrefix(RowBinaryInput in) {
        in.int64();
        for (int left = in.length(); left > 0; left--) {
            add(JsonKind.ofType(in.text()));
        }
        kinds.forEach(kind -> columns.get(kind).readPrefix(in));
    }

    void read(RowBinaryInput in, int count) {
        in.copyTo(rows, count);
        int[] counts = new int[kinds.size() + 1];
        for (RowBinaryInput numbers = rows.toInput(); numbers.hasMore(); ) {
            counts[numbers.int8() & 0xff]++;
        }
        for (int i = 0; i < kinds.size(); i++) {
            columns.get(kinds.get(i)).read(in, counts[i]);
        }
        given = rows.toInput();
    }

    /** The kind of the next row's value; null: it has none. */
    JsonKind giveKind() {
        int number = given.int8() & 0xff;
        return number < kinds.size() ? kinds.get(number) : null;
    }

    Column column(JsonKind kind) {
        return columns.get(kind);
    }
}
