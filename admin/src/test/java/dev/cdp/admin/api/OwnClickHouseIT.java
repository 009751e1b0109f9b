package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.admin.service.pipeline.DestinationTables;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace's own ClickHouse as a destination: what its test says, and which tables it gets. */
class OwnClickHouseIT {
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
        assertThat(test().text("ok")).isEqualTo("true");
        Map<String, Object> destination = new HashMap<>(body());
        destination.put("name", "Own");
        String id = owner.post(PATH + "/destinations", destination).expect(201).text("id");

        admin.bean(DestinationTables.class).make("own", id);
        assertThat(columns(database)).isEqualTo(columns("cdp")).contains("owned_from", "row_no");

        clickHouse.query("ALTER TABLE `" + database + "`.events ADD COLUMN mine String");
        admin.bean(DestinationTables.class).make("own", id);
        assertThat(columns(database)).contains("mine");
        assertThat(test().text("ok")).isEqualTo("true");
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
