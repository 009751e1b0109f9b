package dev.cdp.collector.repo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The version of the PostgreSQL schema, as Flyway has recorded it. */
public final class SchemaVersion {
    /** What this collector's queries need. */
    static final int NEEDED = 2;

    private static final String UNDEFINED_TABLE = "42P01";
    private static final String CURRENT =
            "SELECT coalesce(max(version::int), 0) FROM schema_history WHERE success AND version IS NOT NULL";

    private SchemaVersion() {}

    /** The schema is older than what this collector needs. */
    public static final class TooOldException extends Exception {
        private static final long serialVersionUID = 1L;

        TooOldException(int found) {
            super("the PostgreSQL schema is at version " + found + ", this collector needs " + NEEDED
                    + ": run `make migrate/up`");
        }
    }

    /**
     * Checks the version.
     *
     * @throws TooOldException when it is too old
     * @throws SQLException when PostgreSQL does not answer
     */
    static void require(Connection connection) throws SQLException, TooOldException {
        int found = find(connection);
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
