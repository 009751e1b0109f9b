package dev.cdp.admin.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The table workspaces. Works in the transaction of the connection that it is given. */
final class WorkspaceRepo {
    private final Connection connection;

    WorkspaceRepo(Connection connection) {
        this.connection = connection;
    }

    /** Leaves a workspace of that id as it is. */
    void insertIfAbsent(Workspace workspace) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO workspaces (id, name, tier) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING")) {
            insert.setString(1, workspace.id());
            insert.setString(2, workspace.name());
            insert.setString(3, workspace.tier().column());
            insert.executeUpdate();
        }
    }
}
