package dev.cdp.flink.connector.jdbc;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * PostgreSQL's names of types. Types that would silently change a value (a {@code real} cuts digits, a
 * {@code numeric(10,2)} rounds, a {@code timestamp} without a time zone drops it) are not written to.
 */
final class PostgresTypes {
    private static final Map<ValueType, String> NAMES = new EnumMap<>(Map.of(
            ValueType.TEXT, "text",
            ValueType.DOUBLE, "double precision",
            ValueType.NUMERIC, "numeric",
            ValueType.INTEGER, "integer",
            ValueType.BIGINT, "bigint",
            ValueType.BOOLEAN, "boolean",
            ValueType.JSON, "jsonb",
            ValueType.TIMESTAMP, "timestamp with time zone",
            ValueType.UUID, "uuid"));
    private static final Map<String, ValueType> TYPES = types();

    private PostgresTypes() {}

    private static Map<String, ValueType> types() {
        Map<String, ValueType> types = new HashMap<>();
        NAMES.forEach((type, name) -> types.put(name, type));
        types.put("json", ValueType.JSON);
        types.put("smallint", ValueType.INTEGER);
        types.put("character varying", ValueType.TEXT);
        return types;
    }

    static String nameOf(ValueType type) {
        return NAMES.get(type);
    }

    /** @param name as {@code format_type} writes it; null when rows can't be written to such a column */
    static ValueType typeOf(String name) {
        // A varchar with a length refuses longer text, and that row goes alone.
        return TYPES.get(name.startsWith("character varying(") ? "character varying" : name);
    }
}
