package dev.cdp.admin.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The table write_keys. Works in the transaction of the connection that it is given. */
final class WriteKeyRepo {
    /** What is known of a key that was given out. */
    record Grant(String sourceId, boolean revoked) {}

    private final Connection connection;

    WriteKeyRepo(Connection connection) {
        this.connection = connection;
    }

    /** Leaves a key that is there as it is, whosever it is. */
    void insertIfAbsent(WriteKey key, String sourceId) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO write_keys (key_sha256, source_id, hint) VALUES (?, ?, ?) ON CONFLICT (key_sha256) DO NOTHING")) {
            insert.setBytes(1, key.sha256());
            insert.setString(2, sourceId);
            insert.setString(3, key.hint());
            insert.executeUpdate();
        }
    }

    Optional<Grant> find(WriteKey key) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT source_id, revoked_at IS NOT NULL FROM write_keys WHERE key_sha256 = ?")) {
            select.setBytes(1, key.sha256());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(new Grant(row.getString(1), row.getBoolean(2))) : Optional.empty();
            }
        }
    }
}
