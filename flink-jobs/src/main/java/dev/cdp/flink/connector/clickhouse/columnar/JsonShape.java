package dev.cdp.flink.connector.clickhouse.columnar;

/**
 * Which JSON a {@link JsonColumn} takes: all but arrays of arrays, of several kinds of elements, of integers beyond 64
 * bits with sign, of objects and nulls, and of objects within objects of an array. Their types depend on the server.
 */
public final class JsonShape {
    private final JsonCursor cursor = new JsonCursor();

    /** Whether an object, well-formed and from this position on, is taken. */
    public boolean isTaken(byte[] json, int position, int length) {
        if (!hasArray(json, position, length)) {
            return true;
        }
        cursor.moveTo(json, position);
        return isTaken(cursor, true);
    }

    private static boolean hasArray(byte[] json, int position, int length) {
        for (int i = position; i < position + length; i++) {
            if (json[i] == '[') {
                return true;
            }
        }
        return false;
    }

    private static boolean isTaken(JsonCursor cursor, boolean outermost) {
        cursor.step();
        while (cursor.hasNext((byte) '}')) {
            cursor.readString();
            cursor.step();
            byte first = cursor.peek();
            if (first == '{') {
                if (!isTaken(cursor, outermost)) {
                    return false;
                }
            } else if (first == '[') {
                JsonKind kind = ofArray(cursor, outermost);
                if (kind == null) {
                    return false;
                }
            } else {
                cursor.skipValue();
            }
        }
        return true;
    }

    /** The kind of the array that comes next, and steps over it; null: none that is taken. */
    static JsonKind ofArray(JsonCursor cursor, boolean outermost) {
        cursor.step();
        JsonKind kind = null;
        boolean nulls = false;
        while (cursor.hasNext((byte) ']')) {
            if (cursor.peek() == 'n') {
                cursor.skipLiteral();
                nulls = true;
                continue;
            }
            JsonKind element = ofElement(cursor, outermost);
            if (element == null || kind != null && kind != element) {
                return null;
            }
            kind = element;
        }
        if (kind == null) {
            // Seen with 26.7: [] and [null] are arrays of strings.
            return JsonKind.STRINGS;
        }
        return nulls && kind == JsonKind.OBJECTS ? null : kind;
    }

    /** The kind of an array of such elements, and steps over this one. */
    private static JsonKind ofElement(JsonCursor cursor, boolean outermost) {
        return switch (cursor.peek()) {
            case '[' -> null;
            case '{' -> outermost && isTaken(cursor, false) ? JsonKind.OBJECTS : null;
            case '"' -> {
                cursor.readString();
                yield JsonKind.STRINGS;
            }
            case 't', 'f' -> {
                cursor.skipLiteral();
                yield JsonKind.BOOLS;
            }
            default -> {
                JsonKind kind = cursor.isFloat() ? JsonKind.FLOAT64S : cursor.fitsLong() ? JsonKind.INT64S : null;
                cursor.skipValue();
                yield kind;
            }
        };
    }
}
