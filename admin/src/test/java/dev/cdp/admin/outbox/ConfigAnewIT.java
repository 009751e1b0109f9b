package dev.cdp.admin.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConfigRecordCodec;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.contract.config.DestinationConfig;
import dev.cdp.contract.config.FunctionConfig;
import dev.cdp.contract.config.IdentityConfig;
import dev.cdp.contract.config.SecretConfig;
import dev.cdp.testkit.TestServices;
import dev.cdp.testkit.page.ReferencePage;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The statement of docs/operations.md that puts all configuration into the outbox again. */
class ConfigAnewIT {
    private static final String ROWS = """
            INSERT INTO workspaces (id, name) VALUES ('anew', 'Anew');
            INSERT INTO sources (id, workspace_id, name) VALUES ('anew-shop', 'anew', 'Shop');
            INSERT INTO functions (id, workspace_id, name, code, version, updated_by, props, timeout_ms)
                VALUES ('anew-f', 'anew', 'Clean', 'export default e => e', 2, 'me', '{"mask": true}', 250);
            INSERT INTO destinations (id, workspace_id, name, type, settings, version)
                VALUES ('anew-d', 'anew', 'Warehouse', 'postgresql', '{"url": "jdbc:postgresql://db/warehouse"}', 3);
            INSERT INTO connections (id, workspace_id, source_id, destination_id, function_ids, events, excluded, sampling,
                    sampling_by, consent, enabled, paused, version)
                VALUES ('anew-c', 'anew', 'anew-shop', 'anew-d', '["anew-f"]', '["Order*"]', '["Order Cancelled"]', 0.5,
                    'event_id', '["analytics"]', false, true, 7);
            INSERT INTO identity_settings (workspace_id, nobody_ids) VALUES ('anew', '["guest"]');
            INSERT INTO secrets (workspace_id, name, sealed, version)
                VALUES ('anew', 'PG_PASSWORD', decode(repeat('00', 90), 'hex'), 4);
            """;

    @Test
    void whatItWritesIsWhatTheJobsRead() throws SQLException {
        TestServices.postgres().migrate();
        String statement = ReferencePage.of("operations.md")
                .section("Writing cdp.config anew")
                .blocks("sql")
                .get(0);
        try (Connection connection = TestServices.postgres().connect();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute(ROWS);
            sql.execute(statement);

            assertThat(records(sql))
                    .containsExactlyInAnyOrder(
                            new FunctionConfig(
                                    "anew", "anew-f", 2, "Clean", "export default e => e", "{\"mask\": true}", 250),
                            new DestinationConfig(
                                    "anew",
                                    "anew-d",
                                    3,
                                    "Warehouse",
                                    "postgresql",
                                    Map.of("url", "jdbc:postgresql://db/warehouse")),
                            new ConnectionConfig(
                                    "anew",
                                    "anew-c",
                                    7,
                                    "anew-shop",
                                    "anew-d",
                                    List.of("anew-f"),
                                    List.of("Order*"),
                                    List.of("Order Cancelled"),
                                    0.5,
                                    ConnectionConfig.BY_EVENT_ID,
                                    List.of("analytics"),
                                    false,
                                    true),
                            new IdentityConfig("anew", "rules", 1, List.of("guest")),
                            new SecretConfig("anew", "PG_PASSWORD", 4, "A".repeat(120)));
            connection.rollback();
        }
    }

    private static List<ConfigRecord> records(Statement sql) throws SQLException {
        List<ConfigRecord> records = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery("SELECT topic, key, value FROM outbox WHERE key LIKE '%/anew/%'")) {
            while (rows.next()) {
                ConfigRecord record =
                        ConfigRecordCodec.read(rows.getString("value").getBytes(StandardCharsets.UTF_8));
                assertThat(rows.getString("key")).isEqualTo(record.key());
                assertThat(rows.getString("topic")).isEqualTo("cdp.config");
                records.add(record);
            }
        }
        return records;
    }
}
