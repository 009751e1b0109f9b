package dev.cdp.flink.connector.jdbc;

import dev.cdp.flink.connector.jdbc.Fitting.NewColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The table's columns, kept up with the rows: the table is made if it is missing, and gets columns for fields that it
 * has none for. Each change is recorded in the same transaction. Writers take turns at it, and look again when it is
 * theirs: of two that would add one column, the first decides its type, and the second's rows are held against it.
 */
final class TableSchema {
    private static final Logger LOG = LoggerFactory.getLogger(TableSchema.class);

    private final JdbcTable table;
    private final Dialect dialect;
    private final JdbcMetrics metrics;
    private TableColumns columns;

    TableSchema(JdbcTable table, Dialect dialect, JdbcMetrics metrics) {
        this.table = table;
        this.dialect = dialect;
        this.metrics = metrics;
    }

    TableColumns columns() {
        return columns;
    }

    /** Someone may have changed the table: read it again before the next rows. */
    void forget() {
        columns = null;
    }

    /** Holds the rows against the columns, and adds those that are lacking. */
    <IN> Fitting<IN> fit(Connection connection, List<PendingRow<IN>> rows) throws SQLException {
        if (columns == null) {
            columns = readOrCreate(connection);
        }
        while (true) {
            Fitting<IN> fitting = new Fitting<>(table, dialect, columns);
            rows.forEach(fitting::add);
            if (fitting.proposed().isEmpty()) {
                return fitting;
            }
            columns = add(connection, fitting.proposed());
        }
    }

    private TableColumns readOrCreate(Connection connection) throws SQLException {
        TableColumns existing = dialect.readColumns(connection, table);
        connection.commit();
        if (!existing.isMissing()) {
            return existing;
        }
        return inTurn(connection, () -> {
            if (dialect.readColumns(connection, table).isMissing()) {
                dialect.createTable(connection, table);
                dialect.recordChange(connection, table, SchemaChange.createTable());
                LOG.info("Made table {}", table);
            }
        });
    }

    private TableColumns add(Connection connection, Map<String, NewColumn> proposed) throws SQLException {
        return inTurn(connection, () -> {
            TableColumns now = dialect.readColumns(connection, table);
            Map<String, ValueType> missing = new LinkedHashMap<>();
            for (Map.Entry<String, NewColumn> column : proposed.entrySet()) {
                if (!now.byName().containsKey(column.getKey()) && now.used() + missing.size() < table.maxColumns()) {
                    missing.put(column.getKey(), column.getValue().type());
                }
            }
            if (!missing.isEmpty()) {
                dialect.addColumns(connection, table, missing);
            }
            for (Map.Entry<String, ValueType> column : missing.entrySet()) {
                String type = dialect.typeName(column.getValue());
                String field = proposed.get(column.getKey()).field();
                dialect.recordChange(connection, table, SchemaChange.addColumn(column.getKey(), type, field));
                metrics.columnAdded();
                LOG.info("Added column {} {} to {}", column.getKey(), type, table);
            }
        });
    }

    private interface Change {
        void make() throws SQLException;
    }

    private TableColumns inTurn(Connection connection, Change change) throws SQLException {
        try {
            dialect.lockSchemas(connection);
            dialect.createChangeLog(connection, table);
            change.make();
            connection.commit();
            TableColumns changed = dialect.readColumns(connection, table);
            connection.commit();
            return changed;
        } catch (SQLException e) {
            connection.rollback();
            throw e;
        }
    }
}
