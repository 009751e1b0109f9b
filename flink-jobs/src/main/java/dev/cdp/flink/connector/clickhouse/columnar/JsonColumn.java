package dev.cdp.flink.connector.clickhouse.columnar;

import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * JSON objects, each a text in a row, as one column for each path, in the flattened form of the type JSON. Takes what
 * {@link JsonShape} lets through. A member of an object within is a path with a dot; of two values of one path the first
 * counts, and null is none.
 */
public final class JsonColumn implements Column {
    /** Of the form. */
    private static final long FLATTENED = 3;

    private final Map<String, JsonPath> paths = new LinkedHashMap<>();
    private final JsonCursor cursor = new JsonCursor();
    private final RowBinaryBuffer array = new RowBinaryBuffer(64);
    private final JsonPath beginning = new JsonPath("");
    private JsonPath latest;
    private int rows;

    @Override
    public void take(RowBinaryInput row) {
        int length = row.length();
        cursor.moveTo(row.array(), row.position());
        latest = beginning;
        takeObject("");
        row.skip(length);
        rows++;
    }

    @Override
    public void takeDefault() {
        rows++;
    }

    private void takeObject(String prefix) {
        cursor.step();
        while (cursor.hasNext((byte) '}')) {
            cursor.readString();
            takeMember(prefix);
        }
    }

    private void takeMember(String prefix) {
        JsonPath guess = prefix.isEmpty() ? latest.next() : null;
        boolean guessed = guess != null && cursor.stringIs(guess.utf8());
        String name = guessed ? guess.name() : prefix + cursor.stringAsText();
        cursor.step();
        switch (cursor.peek()) {
            case '{' -> takeObject(name + '.');
            case 'n' -> cursor.skipLiteral();
            default -> {
                latest = guessed ? guess : pathOf(name);
                takeValue(latest.values());
            }
        }
    }

    private JsonPath pathOf(String name) {
        JsonPath path = paths.computeIfAbsent(name, JsonPath::new);
        latest.isFollowedBy(path);
        return path;
    }

    private void takeValue(DynamicColumn values) {
        if (values.rows() > rows) {
            cursor.skipValue();
            return;
        }
        switch (cursor.peek()) {
            case '"' -> {
                cursor.readString();
                ((StringColumn) values.next(JsonKind.STRING, rows))
                        .take(cursor.string(), cursor.stringStart(), cursor.stringLength());
            }
            case 't', 'f' -> {
                ((FixedColumn) values.next(JsonKind.BOOL, rows)).takeByte(cursor.peek() == 't' ? 1 : 0);
                cursor.skipLiteral();
            }
            case '[' -> takeArray(values);
            default -> takeNumber(values);
        }
    }

    private void takeNumber(DynamicColumn values) {
        if (cursor.isFloat()) {
            ((FixedColumn) values.next(JsonKind.FLOAT64, rows)).takeLong(Double.doubleToLongBits(cursor.readDouble()));
        } else {
            JsonKind kind = cursor.isShort() || cursor.fitsLong() ? JsonKind.INT64 : JsonKind.UINT64;
            ((FixedColumn) values.next(kind, rows)).takeLong(cursor.readLong());
        }
    }

    /** Through the form that it has in a row. */
    private void takeArray(DynamicColumn values) {
        int start = cursor.position();
        JsonKind kind = JsonShape.ofArray(cursor, true);
        cursor.moveTo(cursor.text(), start);
        array.clear();
        JsonArrays.toRowBinary(cursor, kind, array);
        values.next(kind, rows).take(array.toInput());
    }

    /** A column for each path, and a cell in each for every row. */
    @Override
    public long cells() {
        long cells = (long) paths.size() * rows;
        for (JsonPath path : paths.values()) {
            cells += path.values().cells();
        }
        return cells;
    }

    @Override
    public void writePrefix(RowBinaryBuffer out) {
        out.int64(FLATTENED);
        out.length(paths.size());
        paths.values().forEach(path -> out.string(path.utf8()));
        paths.values().forEach(path -> path.values().writePrefix(out));
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        for (JsonPath path : paths.values()) {
            path.values().fillTo(rows);
            path.values().writeTo(out);
        }
    }

    @Override
    public void readPrefix(RowBinaryInput in) {
        in.int64();
        for (int left = in.length(); left > 0; left--) {
            String name = in.text();
            paths.put(name, new JsonPath(name));
        }
        paths.values().forEach(path -> path.values().readPrefix(in));
    }

    @Override
    public void read(RowBinaryInput in, int count) {
        paths.values().forEach(path -> path.values().read(in, count));
    }

    @Override
    public void give(RowBinaryBuffer row) {
        row.string(JsonObjects.next(paths.values()));
    }
}
