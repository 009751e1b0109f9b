package dev.cdp.admin.identity;

import dev.cdp.admin.migrate.DatabaseTarget;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the table {@code identity_owners}. */
public final class Owners {
    private final DatabaseTarget clickHouse;

    /**
     * Whose an anonymous id is.
     *
     * @param users the users of its links, in order; empty: no one's any more
     */
    public record Owner(String workspaceId, String users) {}

    public Owners(DatabaseTarget clickHouse) {
        this.clickHouse = clickHouse;
    }

    /** One for each workspace that knows this anonymous id. */
    public List<Owner> of(String anonymousId) {
        String sql = "SELECT workspace_id, arrayStringConcat(arrayFilter(user -> user != '', owners), ', ')"
                + " FROM identity_owners FINAL WHERE anonymous_id = ? ORDER BY workspace_id";
        try (Connection connection = clickHouse.open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, anonymousId);
            List<Owner> owners = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    owners.add(new Owner(rows.getString(1), rows.getString(2)));
                }
            }
            return owners;
        } catch (SQLException e) {
            throw clickHouse.unusable(e);
        }
    }
}
