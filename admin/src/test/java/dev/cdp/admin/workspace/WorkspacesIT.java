package dev.cdp.admin.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.admin.AdminException;
import dev.cdp.testkit.TestServices;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkspacesIT {
    private static final Workspace ACME = new Workspace("acme", "Acme", Tier.PRO);
    private static final Source SITE = new Source("acme-site", "acme", "Site");
    private static final WriteKey KEY = new WriteKey("acme_write_key");

    private Workspaces workspaces;

    @BeforeEach
    void migrate() {
        TestServices.postgres().migrate();
        workspaces = new Workspaces(TestServices.postgres().jdbcUrl());
    }

    @AfterEach
    void remove() throws SQLException {
        execute("DELETE FROM workspaces WHERE id IN ('acme', 'other')");
    }

    @Test
    void collectorFindsTheSourceByTheHashOfTheKey() throws SQLException {
        workspaces.ensure(ACME, SITE, KEY);

        assertThat(rows("""
                        SELECT concat_ws(' ', w.id, w.name, w.tier, s.id, s.name, s.schema_mode, s.ip_policy, s.enabled,
                                         k.hint, k.revoked_at)
                        FROM write_keys k JOIN sources s ON s.id = k.source_id JOIN workspaces w ON w.id = s.workspace_id
                        WHERE k.key_sha256 = sha256('acme_write_key')
                        """)).containsExactly("acme Acme pro acme-site Site learn keep t ****_key");
    }

    @Test
    void secondTimeChangesNothing() throws SQLException {
        workspaces.ensure(ACME, SITE, KEY);
        List<String> first = everything();

        workspaces.ensure(ACME, SITE, KEY);

        assertThat(everything()).isEqualTo(first);
    }

    @Test
    void whatWasChangedSinceIsLeftAlone() throws SQLException {
        workspaces.ensure(ACME, SITE, KEY);
        execute("UPDATE workspaces SET tier = 'default' WHERE id = 'acme'");
        execute("UPDATE sources SET enabled = false WHERE id = 'acme-site'");
        List<String> changed = everything();

        workspaces.ensure(ACME, SITE, KEY);

        assertThat(everything()).isEqualTo(changed);
    }

    @Test
    void newKeyStandsBesideTheOldOne() throws SQLException {
        workspaces.ensure(ACME, SITE, KEY);

        workspaces.ensure(ACME, SITE, new WriteKey("acme_other_key"));

        assertThat(rows("SELECT hint FROM write_keys WHERE source_id = 'acme-site'"))
                .hasSize(2);
    }

    @Test
    void keyOfAnotherSourceIsRefusedAndNothingIsCreated() throws SQLException {
        workspaces.ensure(ACME, SITE, KEY);

        assertThatThrownBy(() -> workspaces.ensure(
                        new Workspace("other", "Other", Tier.DEFAULT), new Source("other-site", "other", "Site"), KEY))
                .isInstanceOf(AdminException.class)
                .hasMessage("write key ****_key belongs to source acme-site: take another one");
        assertThat(rows("SELECT id FROM workspaces WHERE id = 'other'")).isEmpty();
    }

    @Test
    void sourceOfAnotherWorkspaceIsRefused() throws SQLException {
        workspaces.ensure(ACME, SITE, KEY);

        assertThatThrownBy(() -> workspaces.ensure(
                        new Workspace("other", "Other", Tier.DEFAULT),
                        new Source("acme-site", "other", "Site"),
                        new WriteKey("other_write_key")))
                .hasMessage("source acme-site belongs to workspace acme: take another id");
    }

    @Test
    void revokedKeyIsNotRevived() throws SQLException {
        workspaces.ensure(ACME, SITE, KEY);
        execute("UPDATE write_keys SET revoked_at = now() WHERE source_id = 'acme-site'");

        assertThatThrownBy(() -> workspaces.ensure(ACME, SITE, KEY))
                .hasMessage("write key ****_key was revoked: take another one");
    }

    private static List<String> everything() throws SQLException {
        return rows("""
                SELECT w::text FROM workspaces w UNION ALL SELECT s::text FROM sources s
                UNION ALL SELECT k::text FROM write_keys k ORDER BY 1
                """);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = TestServices.postgres().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> rows(String sql) throws SQLException {
        try (Connection connection = TestServices.postgres().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(row.getString(1));
            }
            return rows;
        }
    }
}
