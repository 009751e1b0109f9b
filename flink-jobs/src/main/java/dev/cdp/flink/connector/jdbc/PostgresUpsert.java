package dev.cdp.flink.connector.jdbc;

import static dev.cdp.flink.connector.jdbc.PostgresDialect.execute;
import static dev.cdp.flink.connector.jdbc.PostgresDialect.key;
import static dev.cdp.flink.connector.jdbc.PostgresDialect.name;
import static dev.cdp.flink.connector.jdbc.PostgresDialect.quote;

import dev.cdp.flink.connector.jdbc.TableColumns.Existing;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;

/**
 * One batch: COPY into a table of the transaction's own, from there into the table. No statement has a parameter for
 * each value, so the limit of 65,535 is far; and COPY was the cheapest of the ways measured (RATIONALE.md).
 */
final class PostgresUpsert {
    private final Connection connection;
    private final JdbcTable table;
    private final List<? extends FittedRow<?>> rows;
    /** Those that a row of this batch gives. */
    private final List<Existing> given;
    /** All that can be written: an attempt that lacks a field of an earlier one empties it. */
    private final List<Existing> writable;

    private final String batch;

    PostgresUpsert(Connection connection, JdbcTable table, TableColumns columns, List<? extends FittedRow<?>> rows) {
        this.connection = connection;
        this.table = table;
        this.rows = rows;
        Set<String> names = new HashSet<>();
        rows.forEach(row -> names.addAll(row.values().keySet()));
        this.given = names.stream().sorted().map(columns.byName()::get).toList();
        this.writable = columns.byName().values().stream()
                .filter(column -> column.type() != null)
                .sorted(Comparator.comparing(Existing::name))
                .toList();
        this.batch = "pg_temp.\"_cdp_batch_" + Integer.toHexString(definition().hashCode()) + '"';
    }

    void run() throws SQLException {
        copy();
        insert();
        deleteSuperseded();
    }

    private String definition() {
        return writable.stream()
                .map(column -> quote(column.name()) + ' ' + PostgresTypes.nameOf(column.type()))
                .collect(Collectors.joining(", "));
    }

    /** The table of the batch stays for as long as the connection, and is empty at the end of each transaction. */
    private void copy() throws SQLException {
        execute(
                connection,
                "CREATE TEMP TABLE IF NOT EXISTS " + batch + " (" + definition() + ") ON COMMIT DELETE ROWS");
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "COPY " + batch + " (" + list(column -> quote(column.name())) + ") FROM STDIN",
                            new ByteArrayInputStream(CopyText.of(rows, given)));
        } catch (IOException e) {
            throw new SQLException("the connection was lost", "08006", e);
        }
    }

    /**
     * An attempt older than what is there of its event writes nothing, not even a row whose number is new. The guard
     * on conflict is strict: a repeat of the same attempt changes nothing, and so keeps an owner assigned since.
     */
    private void insert() throws SQLException {
        String event = quote(table.identity().event());
        String version = quote(table.identity().version());
        String updates = writable.stream()
                .filter(column -> !table.identity().isKey(column.name()))
                .map(column -> quote(column.name()) + " = excluded." + quote(column.name()))
                .collect(Collectors.joining(", "));
        execute(
                connection,
                "INSERT INTO " + name(table) + " AS t (" + list(column -> quote(column.name())) + ") SELECT "
                        + list(column -> "n." + quote(column.name())) + " FROM " + batch
                        + " n WHERE NOT EXISTS (SELECT 1 FROM " + name(table) + " o WHERE o." + event + " = n." + event
                        + " AND o." + version + " > n." + version + ") ON CONFLICT (" + key(table)
                        + ") DO UPDATE SET " + updates + " WHERE t." + version + " < excluded." + version);
    }

    /**
     * The later attempt may have made fewer rows. In a statement of its own, which sees what others have committed
     * while the insert waited for them: so of two writers at the same event, whoever is last cleans up.
     */
    private void deleteSuperseded() throws SQLException {
        String event = quote(table.identity().event());
        String version = quote(table.identity().version());
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM " + name(table)
                + " t USING (SELECT " + event + ", max(" + version + ") AS newest FROM " + name(table) + " WHERE "
                + event + " = ANY (?) GROUP BY 1) m WHERE t." + event + " = m." + event + " AND t." + version
                + " < m.newest")) {
            Object[] events =
                    rows.stream().map(row -> row.key().event()).distinct().toArray();
            delete.setArray(1, connection.createArrayOf("uuid", events));
            delete.executeUpdate();
        }
    }

    private String list(Function<Existing, String> part) {
        return given.stream().map(part).collect(Collectors.joining(", "));
    }
}
