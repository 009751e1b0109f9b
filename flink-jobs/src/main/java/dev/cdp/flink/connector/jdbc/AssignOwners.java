package dev.cdp.flink.connector.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Gives rows that have no owner of their own another one, or takes it back. Idempotent: what is assigned already is
 * not written. The version of a row stays, and a repeat of its attempt leaves it alone, so an assignment outlives the
 * job's restarts; a later attempt replaces the row and brings the owner that it knows of.
 */
public final class AssignOwners implements AutoCloseable {
    private final JdbcTarget target;
    private final OwnerColumns owner;
    private final Dialect dialect;
    private final JdbcConnections connections;

    public AssignOwners(JdbcTarget target, OwnerColumns owner) {
        this.target = target;
        this.owner = owner;
        this.dialect = target.dialect();
        this.connections = target.connections();
    }

    /**
     * In one transaction.
     *
     * @return how many rows changed
     * @throws SQLException when nothing has changed, or it is not known whether; the caller tries again
     */
    public int assign(List<Assignment> assignments) throws SQLException {
        try {
            Connection connection = connections.getOrEstablishConnection();
            int rows = dialect.assign(connection, target.table(), owner, assignments);
            connection.commit();
            return rows;
        } catch (SQLException e) {
            connections.closeConnection();
            throw e;
        }
    }

    @Override
    public void close() {
        connections.closeConnection();
    }
}
