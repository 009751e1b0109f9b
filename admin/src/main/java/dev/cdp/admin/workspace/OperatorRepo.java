package dev.cdp.admin.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Operators in the tables users and memberships. Works in the transaction of the connection that it is given. */
final class OperatorRepo {
    private final Connection connection;

    OperatorRepo(Connection connection) {
        this.connection = connection;
    }

    /** Leaves an account of that email as it is. */
    void insertIfAbsent(String id, String email, String passwordHash) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO users (id, email, name, password, operator) VALUES (?, lower(?), ?, ?, true)"
                        + " ON CONFLICT (email) DO NOTHING")) {
            insert.setString(1, id);
            insert.setString(2, email);
            insert.setString(3, email);
            insert.setString(4, passwordHash);
            insert.executeUpdate();
        }
    }

    /** Makes it the owner of the workspaces that have no member. */
    void adoptOrphans(String email) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO memberships (workspace_id, user_id, role)"
                        + " SELECT w.id, u.id, 'owner' FROM workspaces w, users u WHERE u.email = lower(?)"
                        + " AND NOT EXISTS (SELECT 1 FROM memberships m WHERE m.workspace_id = w.id)")) {
            insert.setString(1, email);
            insert.executeUpdate();
        }
    }
}
