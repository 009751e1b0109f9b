package dev.cdp.flink.connector.clickhouse.columnar;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import java.io.IOException;

/** Arrays within JSON, between their text and RowBinary. */
final class JsonArrays {
    private JsonArrays() {}

    /** Appends the array that comes next, and steps over it. */
    static void toRowBinary(JsonCursor cursor, JsonKind kind, RowBinaryBuffer out) {
        int start = cursor.position();
        out.length(count(cursor));
        cursor.moveTo(cursor.text(), start);
        cursor.step();
        while (cursor.hasNext((byte) ']')) {
            if (kind == JsonKind.OBJECTS) {
                object(cursor, out);
            } else if (cursor.peek() == 'n') {
                cursor.skipLiteral();
                out.int8(1);
            } else {
                out.int8(0);
                scalar(cursor, kind, out);
            }
        }
    }

    private static int count(JsonCursor cursor) {
        int count = 0;
        cursor.step();
        while (cursor.hasNext((byte) ']')) {
            cursor.skipValue();
            count++;
        }
        return count;
    }

    private static void object(JsonCursor cursor, RowBinaryBuffer out) {
        cursor.peek();
        int start = cursor.position();
        cursor.skipValue();
        out.length(cursor.position() - start);
        out.raw(cursor.text(), start, cursor.position() - start);
    }

    private static void scalar(JsonCursor cursor, JsonKind kind, RowBinaryBuffer out) {
        switch (kind) {
            case INT64S -> out.int64(cursor.readLong());
            case FLOAT64S -> out.int64(Double.doubleToLongBits(cursor.readDouble()));
            case BOOLS -> {
                out.int8(cursor.peek() == 't' ? 1 : 0);
                cursor.skipLiteral();
            }
            default -> {
                cursor.readString();
                out.length(cursor.stringLength());
                out.raw(cursor.string(), cursor.stringStart(), cursor.stringLength());
            }
        }
    }

    /** Writes the array that comes next in RowBinary. */
    static void toJson(RowBinaryInput in, JsonKind kind, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (int left = in.length(); left > 0; left--) {
            if (kind == JsonKind.OBJECTS) {
                out.writeRawValue(in.text());
            } else if (in.int8() == 1) {
                out.writeNull();
            } else {
                switch (kind) {
                    case INT64S -> out.writeNumber(in.int64());
                    case FLOAT64S -> out.writeNumber(Double.longBitsToDouble(in.int64()));
                    case BOOLS -> out.writeBoolean(in.int8() != 0);
                    default -> out.writeString(in.text());
                }
            }
        }
        out.writeEndArray();
    }
}
