package dev.cdp.admin.server;

import dev.cdp.admin.repo.Refusals;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Refuses to start on an older schema of PostgreSQL than the queries need. */
@Singleton
class SchemaVersion {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaVersion.class);
    private static final int NEEDED = 9;
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String CURRENT =
            "SELECT coalesce(max(version::int), 0) FROM schema_history WHERE success AND version IS NOT NULL";

    private final TransactionOperations<Connection> transactions;

    SchemaVersion(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /** The schema is older than what this service needs. */
    static final class TooOldException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooOldException(int found) {
            super("the PostgreSQL schema is at version " + found + ", this service needs " + NEEDED
                    + ": run `make migrate/up`");
        }
    }

    /** While PostgreSQL does not answer nobody knows, and requests are answered 503. */
    void require() {
        int found;
        try {
            found = transactions.executeRead(status -> find(status.getConnection()));
        } catch (RuntimeException e) {
            if (Refusals.of(e).isEmpty()) {
                throw e;
            }
            LOG.warn("starting without PostgreSQL: {}", e.getMessage());
            return;
        }
        if (found < NEEDED) {
            throw new TooOldException(found);
        }
    }

    private static int find(Connection connection) throws SQLException {
        try (PreparedStatement current = connection.prepareStatement(CURRENT);
                ResultSet row = current.executeQuery()) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            if (UNDEFINED_TABLE.equals(e.getSQLState())) {
                return 0;
            }
            throw e;
        }
    }
}
