package dev.cdp.flink.connector.jdbc;

import java.util.Map;

/**
 * One row, by field name. Fields that the table has no column for get one; null is no value and needs none.
 *
 * <p>What a value may be, and which column a new field gets, is {@link ValueType}'s.
 */
public record JdbcRow(Map<String, Object> values) {

    private static final int BYTES_PER_FIELD = 16;

    /** About how much memory the row takes, in bytes; what its text takes in the request is of the same order. */
    long size() {
        long size = 0;
        for (Map.Entry<String, Object> field : values.entrySet()) {
            size += BYTES_PER_FIELD + length(field.getValue());
        }
        return size;
    }

    private static int length(Object value) {
        if (value instanceof CharSequence text) {
            return text.length();
        }
        return value instanceof JsonText json ? json.value().length() : 0;
    }
}
