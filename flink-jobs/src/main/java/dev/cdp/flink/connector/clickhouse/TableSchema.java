package dev.cdp.flink.connector.clickhouse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the sink knows about a table, read once when the job starts.
 *
 * @param columns by name in the table's order, without {@value #BLOCK_COLUMN}
 * @param columnar whether the server reads its rows by columns
 */
record TableSchema(String table, Map<String, Column> columns, Partitioning partitioning, boolean columnar) {

    /** UInt64 column of every table written: the id of the block that the row came with. */
    static final String BLOCK_COLUMN = "_block";

    static final String BLOCK_TYPE = "UInt64";

    /** How a column gets a value that the row does not give. */
    enum Default {
        /** The type's own: the sink writes it. */
        OF_TYPE,
        /** The table's expression: the column is left out of the insert, so that the server computes it. */
        OF_TABLE,
        /** MATERIALIZED, ALIAS or EPHEMERAL: nobody may write it. */
        COMPUTED
    }

    /** @param type null when the sink can't write the type */
    record Column(String name, String typeName, ColumnType type, Default byDefault) {}

    /** @param flattenedJson whether the server reads JSON as {@link BlockFormat#COLUMNS} writes it */
    static TableSchema of(String table, List<Column> columns, Partitioning partitioning, boolean flattenedJson) {
        Map<String, Column> byName = new LinkedHashMap<>();
        columns.forEach(column -> byName.put(column.name(), column));
        return new TableSchema(
                table, byName, partitioning, columns.stream().allMatch(column -> isColumnar(column, flattenedJson)));
    }

    private static boolean isColumnar(Column column, boolean flattenedJson) {
        return column.type() == null
                || (column.type().newColumn().isPresent() && (flattenedJson || !(column.type() instanceof JsonType)));
    }
}
