package dev.cdp.flink.connector.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;

/**
 * Writes batches into one table. A batch is one transaction, unless the server refuses a row of it: then it is cut in
 * halves until that row stands alone. After any doubt the batch is written again, which changes nothing that is there.
 */
final class TableWriter<IN> implements AutoCloseable {
    private final JdbcTable table;
    private final Dialect dialect;
    private final JdbcConnections connections;
    private final TableSchema schema;
    private final Patience patience;
    private final JdbcMetrics metrics;

    TableWriter(JdbcTarget target, WriteSettings settings, MetricGroup metricGroup) {
        this.table = target.table();
        this.dialect = target.dialect();
        this.connections = target.connections();
        this.metrics = new JdbcMetrics(metricGroup);
        this.schema = new TableSchema(table, dialect, metrics);
        this.patience = new Patience(target, settings, connections, metrics);
    }

    /**
     * Returns when each row is either in the table or refused.
     *
     * @return the refused ones
     */
    List<RefusedRow<IN>> write(List<PendingRow<IN>> rows) throws InterruptedException {
        long start = System.nanoTime();
        List<RefusedRow<IN>> refused = patience.untilDone(() -> attempt(rows), schema::forget);
        metrics.written(rows.size() - refused.size(), refused.size(), (System.nanoTime() - start) / 1_000_000);
        return refused;
    }

    private List<RefusedRow<IN>> attempt(List<PendingRow<IN>> rows) throws SQLException {
        Connection connection = connections.getOrEstablishConnection();
        Fitting<IN> fitting = schema.fit(connection, rows);
        List<RefusedRow<IN>> refused = new ArrayList<>(fitting.refused());
        writeOrHalve(connection, fitting.rows(), refused);
        return refused;
    }

    private void writeOrHalve(Connection connection, List<FittedRow<IN>> rows, List<RefusedRow<IN>> refused)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try {
            dialect.upsert(connection, table, schema.columns(), rows);
            connection.commit();
        } catch (SQLException e) {
            if (dialect.failure(e) != Failure.ROWS) {
                throw e;
            }
            connection.rollback();
            if (rows.size() == 1) {
                refused.add(rows.get(0).pending().refuse(dialect.misfit(e)));
            } else {
                writeOrHalve(connection, rows.subList(0, rows.size() / 2), refused);
                writeOrHalve(connection, rows.subList(rows.size() / 2, rows.size()), refused);
            }
        }
    }

    /** Ends a write that another thread waits for. */
    void abort() {
        connections.abort();
    }

    @Override
    public void close() {
        connections.closeConnection();
    }
}
