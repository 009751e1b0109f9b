package dev.cdp.admin.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The table sources. Works in the transaction of the connection that it is given. */
final class SourceRepo {
    private final Connection connection;

    SourceRepo(Connection connection) {
        this.connection = connection;
    }

    /** Leaves a source of that id as it is. */
    void insertIfAbsent(Source source) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO sources (id, workspace_id, name) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING")) {
            insert.setString(1, source.id());
            insert.setString(2, source.workspaceId());
            insert.setString(3, source.name());
            insert.executeUpdate();
        }
    }

    Optional<Source> find(String id) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT id, workspace_id, name FROM sources WHERE id = ?")) {
            select.setString(1, id);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Source(row.getString(1), row.getString(2), row.getString(3)))
                        : Optional.empty();
            }
        }
    }
}
