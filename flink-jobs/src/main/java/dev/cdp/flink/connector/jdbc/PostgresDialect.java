package dev.cdp.flink.connector.jdbc;

import dev.cdp.flink.connector.jdbc.TableColumns.Existing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;

/** PostgreSQL 12 or newer. */
final class PostgresDialect implements Dialect {
    private static final long serialVersionUID = 1L;

    /** What NAMEDATALEN leaves; the columns that each table has by itself can't be made. */
    private static final ColumnNames NAMES =
            new ColumnNames(63, Set.of("tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"));

    private static final long SCHEMA_LOCK = 0x6364702d64646cL;

    @Override
    public Connection connect(JdbcConnectionOptions options) throws SQLException {
        return PostgresDriver.connect(options);
    }

    /**
     * Rows are found by their key. The planner doesn't know how few a batch has, and would read the whole table for
     * one.
     */
    @Override
    public void prepare(Connection connection) throws SQLException {
        execute(
                connection,
                "SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off; SET jit = off;"
                        + " SET statement_timeout = '50s'; SET idle_in_transaction_session_timeout = '5min'");
    }

    @Override
    public String columnName(String field) {
        return NAMES.of(field);
    }

    @Override
    public String typeName(ValueType type) {
        return PostgresTypes.nameOf(type);
    }

    @Override
    public TableColumns readColumns(Connection connection, JdbcTable table) throws SQLException {
        List<Existing> columns = new ArrayList<>();
        int used = 0;
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT attname, format_type(atttypid, atttypmod), attgenerated <> '' OR attidentity = 'a', attisdropped"
                        + " FROM pg_attribute WHERE attrelid = to_regclass(?) AND attnum > 0")) {
            query.setString(1, name(table));
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    used++;
                    if (!row.getBoolean(4)) {
                        String type = row.getString(2);
                        columns.add(new Existing(
                                row.getString(1), row.getBoolean(3) ? null : PostgresTypes.typeOf(type), type));
                    }
                }
            }
        }
        return TableColumns.of(columns, used);
    }

    /** A reader that holds the table up would be held up by whoever waits for it: better wait a little, and again. */
    @Override
    public void lockSchemas(Connection connection) throws SQLException {
        execute(connection, "SET LOCAL lock_timeout = '5s'; SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")");
    }

    @Override
    public void createChangeLog(Connection connection, JdbcTable table) throws SQLException {
        execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + changeLog(table)
                        + " (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
                        + " changed_at timestamptz NOT NULL DEFAULT clock_timestamp(), table_name text NOT NULL,"
                        + " change text NOT NULL, column_name text NOT NULL, column_type text NOT NULL,"
                        + " field_name text NOT NULL)");
    }

    @Override
    public void recordChange(Connection connection, JdbcTable table, SchemaChange change) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + changeLog(table)
                + " (table_name, change, column_name, column_type, field_name) VALUES (?, ?, ?, ?, ?)")) {
            insert.setString(1, table.name());
            insert.setString(2, change.kind());
            insert.setString(3, change.column());
            insert.setString(4, change.type());
            insert.setString(5, change.field());
            insert.executeUpdate();
        }
    }

    @Override
    public void createTable(Connection connection, JdbcTable table) throws SQLException {
        Set<String> required = Set.of(
                table.identity().event(),
                table.identity().number(),
                table.identity().version());
        String columns = table.columns().stream()
                .map(column -> quote(columnName(column.name()))
                        + ' '
                        + typeName(column.type())
                        + (required.contains(column.name()) ? " NOT NULL" : ""))
                .collect(Collectors.joining(", "));
        execute(connection, "CREATE TABLE " + name(table) + " (" + columns + ", PRIMARY KEY (" + key(table) + "))");
        JdbcTable.Lookup lookup = table.lookup();
        // A hash of the owner: an entry of a b-tree holds 2,700 bytes at most, an id that a client made may be longer.
        execute(
                connection,
                "CREATE INDEX ON " + name(table) + " (" + quote(lookup.tenant()) + ", md5(" + quote(lookup.owner())
                        + "), " + quote(lookup.time()) + ")");
    }

    @Override
    public void addColumns(Connection connection, JdbcTable table, Map<String, ValueType> columns) throws SQLException {
        execute(
                connection,
                "ALTER TABLE " + name(table)
                        + columns.entrySet().stream()
                                .map(column ->
                                        " ADD COLUMN " + quote(column.getKey()) + ' ' + typeName(column.getValue()))
                                .collect(Collectors.joining(",")));
        // The tables of batches had the old columns.
        execute(connection, "DISCARD TEMP");
    }

    @Override
    public void upsert(Connection connection, JdbcTable table, TableColumns columns, List<? extends FittedRow<?>> rows)
            throws SQLException {
        new PostgresUpsert(connection, table, columns, rows).run();
    }

    @Override
    public int assign(Connection connection, JdbcTable table, OwnerColumns owner, List<Assignment> assignments)
            throws SQLException {
        JdbcTable.Lookup lookup = table.lookup();
        String sql = "UPDATE " + name(table) + " SET " + quote(owner.assigned()) + " = ? WHERE "
                + quote(lookup.tenant()) + " = ? AND md5(" + quote(lookup.owner()) + ") = md5(?) AND "
                + quote(lookup.owner()) + " = ? AND " + quote(lookup.time()) + " >= ? AND " + quote(lookup.time())
                + " < ? AND " + quote(owner.own()) + " = '' AND " + quote(owner.assigned()) + " <> ?";
        int changed = 0;
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (Assignment assignment : assignments) {
                update.setString(1, assignment.value());
                update.setString(2, assignment.tenant());
                update.setString(3, assignment.owner());
                update.setString(4, assignment.owner());
                update.setTimestamp(5, Timestamp.from(assignment.from()));
                update.setTimestamp(6, Timestamp.from(assignment.to()));
                update.setString(7, assignment.value());
                update.addBatch();
            }
            for (int rows : update.executeBatch()) {
                changed += rows;
            }
        }
        return changed;
    }

    @Override
    public Failure failure(SQLException failure) {
        return PostgresErrors.failure(failure);
    }

    @Override
    public MisfitException misfit(SQLException refusal) {
        return PostgresErrors.misfit(refusal);
    }

    static String name(JdbcTable table) {
        return quote(table.schema()) + '.' + quote(table.name());
    }

    static String key(JdbcTable table) {
        return Stream.of(table.identity().event(), table.identity().number())
                .map(PostgresDialect::quote)
                .collect(Collectors.joining(", "));
    }

    private static String changeLog(JdbcTable table) {
        return quote(table.schema()) + ".\"_cdp_schema_changes\"";
    }

    /** Quoted, no word is reserved. */
    static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
