package dev.cdp.flink.connector.jdbc;

import java.io.Serializable;
import java.util.List;

/**
 * The table that rows are written to. It is made if it is missing; a table that is there is taken as it is, and gets
 * the columns that it lacks.
 *
 * @param schema as the database knows it, {@code public} for instance; must exist
 * @param columns with which the table is made, by field name
 * @param identity what makes two rows one
 * @param lookup by which rows are found again later; has an index
 * @param maxColumns a field that would need one more is refused
 */
public record JdbcTable(
        String schema, String name, List<Column> columns, Identity identity, Lookup lookup, int maxColumns)
        implements Serializable {
    public JdbcTable {
        columns = List.copyOf(columns);
    }

    public record Column(String name, ValueType type) implements Serializable {}

    /**
     * Rows of one event have the same {@code event} and are numbered from 0; all rows of one attempt at it have the
     * same {@code version}, and a later attempt has a higher one.
     *
     * @param event name of the column of the event's identity, a UUID
     * @param number name of the column of an {@code Integer}
     * @param version name of the column of a {@code Long}
     */
    public record Identity(String event, String number, String version) implements Serializable {
        boolean isKey(String column) {
            return column.equals(event) || column.equals(number);
        }
    }

    /**
     * @param tenant name of a text column of short values
     * @param owner name of a text column; its values may be of any length
     * @param time name of the column of the time by which ranges are cut
     */
    public record Lookup(String tenant, String owner, String time) implements Serializable {}

    @Override
    public String toString() {
        return schema + '.' + name;
    }
}
