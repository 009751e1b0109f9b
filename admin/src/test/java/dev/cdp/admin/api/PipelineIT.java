package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.admin.service.secret.Sealer;
import dev.cdp.contract.Topics;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.contract.config.FunctionConfig;
import dev.cdp.contract.config.SecretConfig;
import dev.cdp.testkit.TestServices;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PipelineIT {
    private AdminFixture admin;
    private Api owner;
    private String workspace;
    private String path;

    @BeforeAll
    static void createTopic() {
        TestServices.kafka().createTopics(List.of(Topics.CONFIG), 1);
    }

    @BeforeEach
    void start() throws SQLException {
        admin = AdminFixture.start();
        owner = admin.setUp();
        workspace = "w" + UUID.randomUUID().toString().replace("-", "");
        path = "/api/v1/workspaces/" + workspace;
        AdminFixture.workspace(owner, workspace);
    }

    @AfterEach
    void stop() throws SQLException {
        admin.close();
    }

    @Test
    void jobsGetWhatTheApiMadeAndLoseWhatItDeleted() {
        String source = owner.post(path + "/sources", Map.of("name", "Shop")).text("id");
        String function = owner.post(path + "/functions", Map.of("name", "Pass", "code", "export default e => e"))
                .expect(201)
                .text("id");
        String destination = owner.post(
                        path + "/destinations",
                        Map.of(
                                "name", "Warehouse",
                                "type", "postgresql",
                                "settings", Map.of("url", "jdbc:postgresql://127.0.0.1:5432/warehouse", "user", "cdp")))
                .expect(201)
                .text("id");
        String connection = owner.post(
                        path + "/connections",
                        Map.of(
                                "source_id",
                                source,
                                "destination_id",
                                destination,
                                "function_ids",
                                List.of(function),
                                "events",
                                List.of("page"),
                                "sampling",
                                0.5))
                .expect(201)
                .text("id");

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(config()).hasSize(3));
        ConnectionConfig told = (ConnectionConfig) config().get("connection/" + workspace + '/' + connection);
        assertThat(told).isNotNull();
        assertThat(told.functionIds()).containsExactly(function);
        assertThat(told.events()).containsExactly("page");
        assertThat(told.sampling()).isEqualTo(0.5);

        owner.delete(path + "/functions/" + function).expect(409);
        owner.delete(path + "/destinations/" + destination).expect(409);
        owner.delete(path + "/connections/" + connection).expect(204);
        owner.delete(path + "/functions/" + function).expect(204);
        owner.delete(path + "/destinations/" + destination).expect(204);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(config()).isEmpty());
    }

    @Test
    void eventsForTheBuiltInClickHouseGoThroughFunctionsToo() {
        String source = owner.post(path + "/sources", Map.of("name", "Shop")).text("id");
        String function = owner.post(path + "/functions", Map.of("name", "Pass", "code", "export default e => e"))
                .text("id");
        Map<String, Object> connection =
                Map.of("source_id", source, "destination_id", "clickhouse", "function_ids", List.of(function));
        String id = owner.post(path + "/connections", connection).expect(201).text("id");

        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            ConnectionConfig told = (ConnectionConfig) config().get("connection/" + workspace + '/' + id);
            assertThat(told).isNotNull();
            assertThat(told.destinationId()).isEqualTo("clickhouse");
        });
        owner.post(path + "/connections", connection).expect(409);
    }

    @Test
    void functionIsRolledBackToWhatItWas() {
        String function = path + "/functions/"
                + owner.post(path + "/functions", Map.of("name", "Pass", "code", "export default e => e"))
                        .expect(201)
                        .text("id");
        owner.patch(function, 1, Map.of("code", "export default e => null")).expect(200);
        Answer back = owner.with("If-Match", "\"2\"").post(function + "/rollback", Map.of("version", 1));
        assertThat(back.expect(200).text("code")).isEqualTo("export default e => e");
        assertThat(back.json().get("version").asLong()).isEqualTo(3);
        assertThat(owner.get(function + "/versions").json().get("items")).hasSize(3);
        assertThat(owner.post(path + "/functions", Map.of("name", "Broken", "code", "export default e =>"))
                        .expect(400)
                        .text("field"))
                .isEqualTo("code");
    }

    @Test
    void settingsOfAFunctionReachTheJobsAndComeBackWithItsVersion() {
        Answer made = owner.post(
                path + "/functions",
                Map.of(
                        "name",
                        "Pass",
                        "code",
                        "export default e => e",
                        "props",
                        Map.of("mask", true),
                        "timeout_ms",
                        250));
        String id = made.expect(201).text("id");
        owner.patch(path + "/functions/" + id, 1, Map.of("props", Map.of(), "timeout_ms", 0))
                .expect(200);
        owner.patch(path + "/functions/" + id, 2, Map.of("timeout_ms", 60_001)).expect(400);
        Answer back =
                owner.with("If-Match", "\"2\"").post(path + "/functions/" + id + "/rollback", Map.of("version", 1));
        assertThat(back.expect(200).json().at("/props/mask").asBoolean()).isTrue();
        assertThat(back.json().get("timeout_ms").asInt()).isEqualTo(250);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            FunctionConfig told = (FunctionConfig) config().get("function/" + workspace + '/' + id);
            assertThat(told).isNotNull();
            assertThat(told.version()).isEqualTo(3);
            assertThat(told.props().replace(" ", "")).isEqualTo("{\"mask\":true}");
            assertThat(told.timeoutMs()).isEqualTo(250);
        });
    }

    @Test
    void secretReachesTheJobsSealedAndIsTakenAway() {
        owner.call("PUT", path + "/secrets/PG", Map.of("value", "hunter22hunter22"))
                .expect(200);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            SecretConfig told = (SecretConfig) config().get("secret/" + workspace + "/PG");
            assertThat(told).isNotNull();
            byte[] sealed = Base64.getDecoder().decode(told.sealed());
            assertThat(sealed).hasSize(12 + "hunter22hunter22".length() + 16);
            assertThat(new String(admin.bean(Sealer.class).open(sealed, told.context()), StandardCharsets.UTF_8))
                    .isEqualTo("hunter22hunter22");
        });
        owner.delete(path + "/secrets/PG").expect(204);
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(config()).isEmpty());
    }

    @Test
    void functionIsTriedWithoutBeingKept() {
        Answer run = owner.post(
                path + "/functions/test",
                Map.of(
                        "code",
                        "export default e => { console.log('seen'); e.event = 'B'; return e }",
                        "event",
                        Map.of("type", "track", "event", "A")));
        assertThat(run.expect(200).text("outcome")).isEqualTo("returned");
        assertThat(run.text("events/0/event")).isEqualTo("B");
        assertThat(run.text("logs/0/message")).isEqualTo("seen");
        Answer failed = owner.post(
                path + "/functions/test",
                Map.of("code", "export default e => {\n  throw new Error('no')\n}", "event", Map.of()));
        assertThat(failed.expect(200).text("outcome")).isEqualTo("failed");
        assertThat(failed.json().at("/error/line").asInt()).isEqualTo(2);
    }

    @Test
    void secretIsNeverShownAndADestinationRefersToIt() throws SQLException {
        owner.call("PUT", path + "/secrets/PG", Map.of("value", "hunter22hunter22"))
                .expect(200);
        Map<String, Object> body = Map.of(
                "name", "Warehouse",
                "type", "postgresql",
                "settings", Map.of("url", "jdbc:postgresql://127.0.0.1:5432/w", "password", "hunter22hunter22"));
        owner.post(path + "/destinations", body).expect(400);
        owner.post(
                        path + "/destinations",
                        Map.of(
                                "name", "Warehouse",
                                "type", "postgresql",
                                "settings",
                                        Map.of("url", "jdbc:postgresql://127.0.0.1:5432/w", "password", "secret:PG")))
                .expect(201);
        assertThat(owner.get(path + "/secrets").response().body()).doesNotContain("hunter22");
        assertThat(owner.get(path + "/audit-log").response().body()).doesNotContain("hunter22");
    }

    @Test
    void changeMadeWhileKafkaIsAwayArrivesLater() {
        TestServices.kafka().pause();
        try {
            owner.put(path + "/identity", 0, Map.of("nobody_ids", List.of("guest")))
                    .expect(200);
            await("the status page says that it waits")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(
                                    owner.get("/api/v1/status").response().body())
                            .contains("wait until Kafka takes them"));
        } finally {
            TestServices.kafka().resume();
        }
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(config()).containsKey("identity/" + workspace + "/settings"));
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(
                        owner.get("/api/v1/status").response().body())
                .contains("all are with the jobs"));
    }

    private Map<String, ConfigRecord> config() {
        return ToldConfig.of(workspace);
    }
}
