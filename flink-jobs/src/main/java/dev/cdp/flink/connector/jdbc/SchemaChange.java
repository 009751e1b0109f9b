package dev.cdp.flink.connector.jdbc;

/**
 * A change of the table, as it is recorded beside it.
 *
 * @param kind {@code create_table} or {@code add_column}
 * @param column empty when the table is made
 * @param type of the column as the database names it, or empty
 * @param field whose column it is, as the rows name it; a long name is shortened in the column's
 */
record SchemaChange(String kind, String column, String type, String field) {
    static SchemaChange createTable() {
        return new SchemaChange("create_table", "", "", "");
    }

    static SchemaChange addColumn(String column, String type, String field) {
        return new SchemaChange("add_column", column, type, field);
    }
}
