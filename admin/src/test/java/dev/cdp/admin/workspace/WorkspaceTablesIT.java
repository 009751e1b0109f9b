package dev.cdp.admin.workspace;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.testkit.TestServices;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the tables themselves refuse, whoever writes to them. */
class WorkspaceTablesIT {
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        TestServices.postgres().migrate();
        connection = TestServices.postgres().connect();
        connection.setAutoCommit(false);
    }

    @AfterEach
    void rollBack() throws SQLException {
        connection.rollback();
        connection.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "Acme", "-acme", "_acme", "a b", "acme\n", "ä"})
    void workspaceIdThatCannotStandInAKafkaKeyIsRefused(String id) {
        assertThatThrownBy(() -> execute("INSERT INTO workspaces (id, name) VALUES ('" + id + "', 'x')"))
                .hasMessageContaining("workspaces_id_is_a_slug");
    }

    @Test
    void workspaceIdHas63CharactersAtMost() throws SQLException {
        execute("INSERT INTO workspaces (id, name) VALUES (repeat('a', 63), 'x')");

        assertThatThrownBy(() -> execute("INSERT INTO workspaces (id, name) VALUES (repeat('a', 64), 'x')"))
                .hasMessageContaining("workspaces_id_is_a_slug");
    }

    @ParameterizedTest
    @CsvSource({
        "'UPDATE workspaces SET tier = ''gold''', workspaces_tier_known",
        "'UPDATE sources SET schema_mode = ''lax''', sources_schema_mode_known",
        "'UPDATE sources SET ip_policy = ''sell''', sources_ip_policy_known",
        "'UPDATE write_keys SET key_sha256 = ''short''', write_keys_sha256_length",
        "'UPDATE write_keys SET hint = ''the_whole_key''', write_keys_hint_is_masked",
        "'UPDATE write_keys SET revoked_at = created_at - interval ''1 second''', write_keys_revoked_after_created",
        "'UPDATE schema_fields SET type = ''null''', schema_fields_type_known",
        "'UPDATE schema_fields SET event_type = ''import''', schema_fields_event_type_known",
        "'UPDATE schema_fields SET field = ''''', schema_fields_field_length",
    })
    void valueThatNoServiceKnowsIsRefused(String change, String constraint) throws SQLException {
        insertOneOfEach();

        assertThatThrownBy(() -> execute(change)).hasMessageContaining(constraint);
    }

    @Test
    void longestKeyOfTheRegistryFitsItsIndex() throws SQLException {
        execute("INSERT INTO workspaces (id, name) VALUES (repeat('a', 63), 'x')");

        // Text that does not compress: PostgreSQL would store repeated letters in a few bytes.
        String incompressible = "(SELECT left(string_agg(md5(%s || i), ''), 1024) FROM generate_series(1, 32) i)";
        assertThatCode(() -> execute("INSERT INTO schema_fields (workspace_id, event_type, event_name, field, type)"
                        + " VALUES (repeat('a', 63), 'identify', " + incompressible.formatted("'n'") + ", "
                        + incompressible.formatted("'f'") + ", 'string')"))
                .doesNotThrowAnyException();
    }

    @Test
    void workspaceGoesWithAllThatIsItsOwn() throws SQLException {
        insertOneOfEach();

        assertThatCode(() -> execute("DELETE FROM workspaces WHERE id = 'w'")).doesNotThrowAnyException();
    }

    private void insertOneOfEach() throws SQLException {
        execute("INSERT INTO workspaces (id, name) VALUES ('w', 'w')");
        execute("INSERT INTO sources (id, workspace_id, name) VALUES ('s', 'w', 's')");
        execute("INSERT INTO write_keys (key_sha256, source_id, hint) VALUES (sha256('k'), 's', '****abcd')");
        execute("INSERT INTO schema_fields (workspace_id, event_type, event_name, field, type)"
                + " VALUES ('w', 'track', 'Order', 'total', 'number')");
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
