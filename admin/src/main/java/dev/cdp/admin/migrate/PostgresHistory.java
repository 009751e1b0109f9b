package dev.cdp.admin.migrate;

import dev.cdp.admin.AdminException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The history in PostgreSQL. A step back is one transaction. */
final class PostgresHistory implements SchemaHistory {
    // Flyway writes installed_on without a time zone, in that of its session: FlywayFactory sets UTC.
    private static final String ROWS = """
            SELECT installed_rank, version, description,
                   extract(epoch FROM installed_on AT TIME ZONE 'UTC')::bigint, success
            FROM schema_history WHERE type = 'SQL' ORDER BY installed_rank
            """;

    private final DatabaseTarget target;

    PostgresHistory(DatabaseTarget target) {
        this.target = target;
    }

    @Override
    public void prepare() {
        // PostgreSQL refuses a connection to a database that is not there; whoever made the login made it.
    }

    @Override
    public List<AppliedMigration> rows() {
        try (Connection connection = target.open()) {
            return exists(connection) ? SchemaHistory.read(connection, ROWS) : List.of();
        } catch (SQLException e) {
            throw target.unusable(e);
        }
    }

    @Override
    public void takeBack(AppliedMigration migration, List<SqlStatement> down) throws StatementFailedException {
        try (Connection connection = target.open()) {
            connection.setAutoCommit(false);
            forget(connection, migration);
            SchemaHistory.run(connection, down);
            connection.commit();
        } catch (SQLException e) {
            throw target.unusable(e);
        }
    }

    @Override
    public boolean rollsBack() {
        return true;
    }

    /** Comes first: the row's lock keeps a second step back, taken at the same time, from running it again. */
    private static void forget(Connection connection, AppliedMigration migration) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM schema_history WHERE installed_rank = ? AND version = ?")) {
            delete.setInt(1, migration.rank());
            delete.setString(2, migration.version());
            if (delete.executeUpdate() == 0) {
                throw new AdminException("V%s was taken back by someone else just now".formatted(migration.version()));
            }
        }
    }

    private static boolean exists(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT to_regclass('" + TABLE + "') IS NOT NULL")) {
            return row.next() && row.getBoolean(1);
        }
    }
}
