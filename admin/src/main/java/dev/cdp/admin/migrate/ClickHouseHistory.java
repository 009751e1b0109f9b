package dev.cdp.admin.migrate;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The history in ClickHouse, which has no transactions. A step back forgets its row last, so one that
 * was cut short can be taken again; down files are written to bear that (IF EXISTS).
 */
final class ClickHouseHistory implements SchemaHistory {
    private static final String ROWS = """
            SELECT installed_rank, version, description, toUnixTimestamp(installed_on), success
            FROM schema_history WHERE type = 'SQL' ORDER BY installed_rank
            """;
    private static final String FORGET =
            "DELETE FROM schema_history WHERE installed_rank = %d AND version = '%s' SETTINGS lightweight_deletes_sync = 2";

    private final DatabaseTarget target;

    ClickHouseHistory(DatabaseTarget target) {
        this.target = target;
    }

    @Override
    public void prepare() {
        try (Connection connection = target.openServer();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS `" + target.schema() + "`");
        } catch (SQLException e) {
            throw target.unusable(e);
        }
    }

    @Override
    public List<AppliedMigration> rows() {
        if (!exists()) {
            return List.of();
        }
        try (Connection connection = target.open()) {
            return SchemaHistory.read(connection, ROWS);
        } catch (SQLException e) {
            throw target.unusable(e);
        }
    }

    @Override
    public void takeBack(AppliedMigration migration, List<SqlStatement> down) throws StatementFailedException {
        try (Connection connection = target.open();
                Statement statement = connection.createStatement()) {
            SchemaHistory.run(connection, down);
            statement.execute(FORGET.formatted(migration.rank(), migration.version()));
        } catch (SQLException e) {
            throw target.unusable(e);
        }
    }

    @Override
    public boolean rollsBack() {
        return false;
    }

    private boolean exists() {
        try (Connection connection = target.openServer();
                PreparedStatement query = connection.prepareStatement(
                        "SELECT count() FROM system.tables WHERE database = ? AND name = '" + TABLE + "'")) {
            query.setString(1, target.schema());
            try (ResultSet row = query.executeQuery()) {
                return row.next() && row.getInt(1) > 0;
            }
        } catch (SQLException e) {
            throw target.unusable(e);
        }
    }
}
