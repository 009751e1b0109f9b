package dev.cdp.flink.connector.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import org.apache.flink.connector.jdbc.JdbcConnectionOptions;
import org.apache.flink.connector.jdbc.datasource.connections.JdbcConnectionProvider;

/**
 * One connection at a time, out of auto-commit, from the driver itself. {@link #abort} may be called by another
 * thread: a task that is cancelled can't be interrupted while it reads from a socket.
 */
final class JdbcConnections implements JdbcConnectionProvider {
    private static final long serialVersionUID = 1L;

    private final JdbcConnectionOptions options;
    private final Dialect dialect;
    private transient volatile Connection connection;
    private transient volatile boolean aborted;

    JdbcConnections(JdbcConnectionOptions options, Dialect dialect) {
        this.options = options;
        this.dialect = dialect;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public boolean isConnectionValid() throws SQLException {
        return connection != null && connection.isValid(options.getConnectionCheckTimeoutSeconds());
    }

    @Override
    public Connection getOrEstablishConnection() throws SQLException {
        if (connection == null) {
            Connection opened = dialect.connect(options);
            connection = opened;
            opened.setAutoCommit(false);
            dialect.prepare(opened);
            opened.commit();
        }
        if (aborted) {
            closeConnection();
            throw new SQLException("the task is cancelled", "57014");
        }
        return connection;
    }

    @Override
    public void closeConnection() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                // It was broken, which is why it is closed.
            }
        }
    }

    @Override
    public Connection reestablishConnection() throws SQLException {
        closeConnection();
        return getOrEstablishConnection();
    }

    /** Ends whatever the connection waits for, and lets nobody open another. */
    void abort() {
        aborted = true;
        Connection open = connection;
        if (open != null) {
            try {
                open.abort(Runnable::run);
            } catch (SQLException e) {
                // It is gone already.
            }
        }
    }

    boolean isAborted() {
        return aborted;
    }
}
