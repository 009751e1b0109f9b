package dev.cdp.flink.connector.jdbc;

import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries until it works, however long that takes: nothing is given up, and nothing fails the job. */
final class Patience {
    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);

    private final JdbcTable table;
    private final Dialect dialect;
    private final WriteSettings settings;
    private final JdbcConnections connections;
    private final JdbcMetrics metrics;

    /** What is tried: as a whole, again and again. */
    interface Attempt<T> {
        T run() throws SQLException;
    }

    Patience(JdbcTarget target, WriteSettings settings, JdbcConnections connections, JdbcMetrics metrics) {
        this.table = target.table();
        this.dialect = target.dialect();
        this.settings = settings;
        this.connections = connections;
        this.metrics = metrics;
    }

    <T> T untilDone(Attempt<T> attempt, Runnable beforeNext) throws InterruptedException {
        for (int failures = 1; ; failures++) {
            try {
                T done = attempt.run();
                metrics.blocked(false);
                return done;
            } catch (SQLException e) {
                if (connections.isAborted()) {
                    throw new InterruptedException("cancelled while writing to " + table);
                }
                connections.closeConnection();
                beforeNext.run();
                waitAfter(e, failures);
            }
        }
    }

    private void waitAfter(SQLException failure, int failures) throws InterruptedException {
        boolean refused = dialect.failure(failure) != Failure.PASSING;
        Duration wait = (refused ? settings.refused() : settings.passing()).after(failures);
        metrics.retry();
        metrics.blocked(refused);
        if (refused) {
            LOG.error(
                    "ALERT: the warehouse refuses to take rows into {}. This job waits; its rows are kept. Give the user"
                            + " the right that is missing, or make the table one that it can write: README.md of the"
                            + " sink says what it needs. Nothing has to be restarted. Next try in {} s. The server said"
                            + " (SQLSTATE {}): {}",
                    table,
                    wait.toSeconds(),
                    failure.getSQLState(),
                    failure.getMessage());
        } else {
            LOG.warn(
                    "Try {} to write to {} failed, next one in {} ms: {}",
                    failures,
                    table,
                    wait.toMillis(),
                    failure.getMessage());
        }
        Thread.sleep(wait.toMillis());
    }
}
