package dev.cdp.flink.connector.clickhouse;

import java.util.Map;

/** How the rows of a block are laid out. */
public enum BlockFormat {
    /** Behind each other in RowBinary, with JSON as text: takes every row. */
    ROWS(0, "RowBinaryWithNamesAndTypes", Map.of()),

    /** By columns, with a column for each path of JSON: several times cheaper for the server, for most rows. */
    COLUMNS(1, "Native", Map.of("input_format_native_allow_types_conversion", "0"));

    /** Of the server, which reads the flattened form of JSON if it can write it. */
    static final String FLATTENED_JSON = "output_format_native_use_flattened_dynamic_and_json_serialization";

    private final int code;
    private final String sql;
    private final Map<String, String> settings;

    BlockFormat(int code, String sql, Map<String, String> settings) {
        this.code = code;
        this.sql = sql;
        this.settings = settings;
    }

    /** In Flink's state, for ever. */
    int code() {
        return code;
    }

    /** Its name in an INSERT. */
    String sql() {
        return sql;
    }

    /** Settings of an insert that concern it alone. */
    Map<String, String> settings() {
        return settings;
    }

    static BlockFormat ofCode(int code) {
        for (BlockFormat format : values()) {
            if (format.code == code) {
                return format;
            }
        }
        throw new IllegalArgumentException("no format of a block has the code " + code);
    }
}
