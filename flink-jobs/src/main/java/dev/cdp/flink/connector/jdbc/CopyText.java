package dev.cdp.flink.connector.jdbc;

import dev.cdp.flink.connector.jdbc.TableColumns.Existing;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows in the text format of PostgreSQL's COPY: tabs between columns, a line for each row. */
final class CopyText {
    private static final String NULL = "\\N";

    private CopyText() {}

    static byte[] of(List<? extends FittedRow<?>> rows, List<Existing> columns) {
        StringBuilder text = new StringBuilder(rows.size() * 512);
        for (FittedRow<?> row : rows) {
            char separator = 0;
            for (Existing column : columns) {
                if (separator != 0) {
                    text.append(separator);
                }
                separator = '\t';
                append(row.values().get(column.name()), column.type(), text);
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(Object value, ValueType type, StringBuilder text) {
        if (value == null) {
            text.append(NULL);
        } else if (value instanceof String string) {
            escape(string, text);
        } else if (value instanceof JsonText json) {
            escape(json.value(), text);
        } else if (value instanceof Double number && (type == ValueType.INTEGER || type == ValueType.BIGINT)) {
            text.append(number.longValue());
        } else {
            // Numbers, booleans, UUIDs and ISO 8601 times are what Java calls them, and need no escaping.
            text.append(value);
        }
    }

    private static void escape(String value, StringBuilder text) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }
}
