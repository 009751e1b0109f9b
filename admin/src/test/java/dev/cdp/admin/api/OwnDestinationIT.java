package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.admin.service.pipeline.DestinationTables;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace's own database as a destination: what its test says, and which tables it gets. */
class OwnDestinationIT {
    private static final String PATH = "/api/v1/workspaces/own";

    private final ClickHouseService clickHouse = TestServices.clickHouse();
    private final String database =
            "own-" + UUID.randomUUID().toString().substring(0, 8); // a name that has to be quoted
    private AdminFixture admin;
    private Api owner;

    @BeforeEach
    void start() throws SQLException {
        clickHouse.migrate();
        admin = AdminFixture.start();
        owner = admin.setUp();
        AdminFixture.workspace(owner, "own");
        owner.call("PUT", PATH + "/secrets/WAREHOUSE", Map.of("value", "cdp"));
    }

    @AfterEach
    void stop() throws SQLException {
        clickHouse.query("DROP DATABASE IF EXISTS `" + database + "`");
        admin.close();
    }

    @Test
    void databaseThatIsNotThereIsNamed() {
        Answer answer = test();
        assertThat(answer.text("ok")).isEqualTo("false");
        assertThat(answer.text("message")).contains("no database " + database);
    }

    @Test
    void serverThatDoesNotAnswerIsToldOf() {
        Answer answer = owner.post(
                PATH + "/destinations/test",
                Map.of("type", "clickhouse", "settings", Map.of("url", "http://127.0.0.1:1")));
        assertThat(answer.text("ok")).isEqualTo("false");
        assertThat(answer.text("message")).contains("does not answer");
    }

    @Test
    void tablesAreMadeAsOursAreAndLeftAsTheyAreAfterwards() {
        clickHouse.query("CREATE DATABASE `" + database + "`");
        Answer before = test();
        assertThat(before.text("ok")).isEqualTo("true");
        assertThat(before.text("statements/0")).startsWith("CREATE TABLE IF NOT EXISTS `" + database + "`.events");
        assertThat(before.text("statements/2")).contains("identity_owners");
        Map<String, Object> destination = new HashMap<>(body());
        destination.put("name", "Own");
        String id = owner.post(PATH + "/destinations", destination).expect(201).text("id");

        admin.bean(DestinationTables.class).make("own", id);
        assertThat(columns(database)).isEqualTo(columns("cdp")).contains("owned_from", "row_no");

        clickHouse.query("ALTER TABLE `" + database + "`.events ADD COLUMN mine String");
        admin.bean(DestinationTables.class).make("own", id);
        assertThat(columns(database)).contains("mine");
        assertThat(test().text("ok")).isEqualTo("true");
        assertThat(test().text("statements/0")).isEmpty();
    }

    @Test
    void statementsForAWarehouseAreShownUntilItsTableIsThere() throws SQLException {
        String table = database.replace('-', '_');
        assertThat(warehouse(table).text("statements/1")).startsWith("CREATE TABLE \"public\".\"" + table + "\" (");

        AdminFixture.execute("CREATE TABLE " + table + " (event_id uuid)");
        assertThat(warehouse(table).text("ok")).isEqualTo("true");
        assertThat(warehouse(table).text("statements/0")).isEmpty();
        AdminFixture.execute("DROP TABLE " + table);
    }

    @Test
    void schemaThatIsNotThereIsNamed() {
        Answer answer = warehouse("nowhere.events");
        assertThat(answer.text("ok")).isEqualTo("false");
        assertThat(answer.text("message")).contains("nowhere");
    }

    @Test
    void serverWithoutTlsIsNotLoggedInToWhereTlsIsAskedFor() {
        String url = TestServices.postgres().jdbcUrl().replaceAll("[?].*", "");
        for (String tls : List.of("require", "verify")) {
            Map<String, String> settings =
                    Map.of("url", url, "user", "cdp", "password", "secret:WAREHOUSE", "tls", tls);
            Answer answer = owner.post(PATH + "/destinations/test", Map.of("type", "postgresql", "settings", settings))
                    .expect(200);
            assertThat(answer.text("ok")).isEqualTo("false");
            assertThat(answer.text("message")).contains("SSL");
        }
        owner.post(
                        PATH + "/destinations/test",
                        Map.of("type", "postgresql", "settings", Map.of("url", url, "tls", "perhaps")))
                .expect(400);
    }

    private Answer warehouse(String table) {
        String url = TestServices.postgres().jdbcUrl().replaceAll("[?].*", "");
        Map<String, String> settings =
                Map.of("url", url, "user", "cdp", "table", table, "password", "secret:WAREHOUSE");
        return owner.post(PATH + "/destinations/test", Map.of("type", "postgresql", "settings", settings))
                .expect(200);
    }

    private Answer test() {
        return owner.post(PATH + "/destinations/test", body()).expect(200);
    }

    private Map<String, Object> body() {
        return Map.of("type", "clickhouse", "settings", Map.of("url", clickHouse.url(), "database", database));
    }

    private String columns(String of) {
        return clickHouse.query("SELECT table, name, type, default_expression FROM system.columns WHERE database = '"
                + of + "' AND table IN ('events', 'identity_links', 'identity_owners') ORDER BY table, position");
    }
}
