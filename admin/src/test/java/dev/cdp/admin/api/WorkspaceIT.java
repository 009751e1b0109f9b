package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.contract.live.RedisNames;
import dev.cdp.testkit.TestServices;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

class WorkspaceIT {
    private static final String ACME = "/api/v1/workspaces/acme";

    private AdminFixture admin;
    private Api owner;

    @BeforeEach
    void start() throws SQLException {
        admin = AdminFixture.start();
        owner = admin.setUp();
        AdminFixture.workspace(owner, "acme");
    }

    @AfterEach
    void stop() throws SQLException {
        admin.close();
    }

    @Test
    void sourceIsMadeOnceForOneIdempotencyKey() {
        Api sender = owner.with("Idempotency-Key", "the same request");
        Answer first =
                sender.with("Idempotency-Key", "the-same-request").post(ACME + "/sources", Map.of("name", "Shop"));
        Answer again =
                sender.with("Idempotency-Key", "the-same-request").post(ACME + "/sources", Map.of("name", "Shop"));
        assertThat(again.expect(201).text("id")).isEqualTo(first.expect(201).text("id"));
        owner.with("Idempotency-Key", "the-same-request")
                .post(ACME + "/sources", Map.of("name", "Other"))
                .expect(409);
        assertThat(owner.get(ACME + "/sources").json().get("items")).hasSize(1);
    }

    @Test
    void changeOfAnOldVersionIsRefused() {
        String source = source("Shop");
        owner.patch(source, 1, Map.of("schema_mode", "strict")).expect(200);
        owner.patch(source, 1, Map.of("schema_mode", "keep")).expect(412);
        owner.call("PATCH", source, Map.of("schema_mode", "keep")).expect(428);
        Answer now = owner.get(source).expect(200);
        assertThat(now.header("etag")).isEqualTo("\"2\"");
        assertThat(now.text("schema_mode")).isEqualTo("strict");
        assertThat(now.text("name")).isEqualTo("Shop");
    }

    @Test
    void wrongBodyNamesItsField() {
        Answer answer = owner.post(ACME + "/sources", Map.of("name", "Shop", "schema_mode", "guess"));
        assertThat(answer.expect(400).text("field")).isEqualTo("schema_mode");
        assertThat(owner.post(ACME + "/sources", Map.of()).expect(400).text("field"))
                .isEqualTo("name");
        owner.post(ACME + "/sources", "{").expect(400);
        source("Shop");
        assertThat(owner.post(ACME + "/sources", Map.of("name", "Shop"))
                        .expect(409)
                        .text("field"))
                .isEqualTo("name");
    }

    @Test
    void collectorsHearOfARevokedKeyByItsHash() throws SQLException {
        List<String> messages = new CopyOnWriteArrayList<>();
        admin.bean(RedissonClient.class)
                .getTopic(RedisNames.INVALIDATIONS, StringCodec.INSTANCE)
                .addListener(String.class, (channel, message) -> messages.add(message));
        String source = source("Shop");
        Answer made = owner.post(source + "/write-keys", null).expect(201);
        assertThat(made.text("secret")).matches("c[0-9a-f]{24}");
        Answer rotated = owner.post(source + "/write-keys/" + made.text("write_key/id") + "/rotate", null)
                .expect(201);
        assertThat(rotated.text("secret")).isNotEqualTo(made.text("secret"));
        owner.delete(source + "/write-keys/" + rotated.text("write_key/id")).expect(204);

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(messages)
                .hasSize(4)
                .allMatch(message -> message.contains("\"kind\":\"write_key\"")));
        for (JsonNode key : owner.get(source + "/write-keys").json().get("items")) {
            assertThat(key.get("revoked_at").isNull()).isFalse();
        }
    }

    @Test
    void listsComeInPagesWithoutGapsAndRepeats() {
        for (int number = 0; number < 5; number++) {
            source("Source " + number);
        }
        List<String> seen = new CopyOnWriteArrayList<>();
        String cursor = "";
        do {
            JsonNode page = owner.get(ACME + "/sources?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .expect(200)
                    .json();
            page.get("items").forEach(item -> seen.add(item.get("id").asText()));
            cursor = page.get("next_cursor").asText("");
            if (page.get("next_cursor").isNull()) {
                break;
            }
        } while (true);
        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        owner.get(ACME + "/sources?limit=0").expect(400);
        owner.get(ACME + "/sources?cursor=*").expect(400);
    }

    @Test
    void lastOwnerStays() {
        JsonNode me = owner.get(ACME + "/members").json().at("/items/0");
        String path = ACME + "/members/" + me.get("user_id").asText();
        owner.patch(path, me.get("version").asLong(), Map.of("role", "viewer")).expect(409);
        owner.delete(path).expect(409);
        admin.member(owner, "acme", "second@example.com", "owner");
        owner.patch(path, me.get("version").asLong(), Map.of("role", "viewer")).expect(200);
    }

    @Test
    void fieldIsDeclaredRetypedAndForgotten() {
        Answer made = owner.post(
                ACME + "/schema-fields",
                Map.of("event_type", "track", "event_name", "Bought", "field", "properties.price", "type", "string"));
        String field = ACME + "/schema-fields/" + made.expect(201).text("id");
        owner.patch(field, 1, Map.of("type", "number", "locked", true)).expect(200);
        JsonNode listed = owner.get(ACME + "/schema-fields?event_type=track&event_name=Bought")
                .json()
                .at("/items/0");
        assertThat(listed.get("type").asText()).isEqualTo("number");
        assertThat(listed.get("locked").asBoolean()).isTrue();
        assertThat(owner.get(ACME + "/schemas").json().at("/items/0/fields").asInt())
                .isEqualTo(1);
        owner.delete(field).expect(204);
        owner.delete(field).expect(404);
    }

    /** The collector would never look at it. */
    @Test
    void fieldThatNoEventCanHaveIsNotDeclared() {
        for (String field :
                List.of("properties_price", "price", "properties.", "properties.cart.total", "properties.Price")) {
            Answer refused = owner.post(
                    ACME + "/schema-fields",
                    Map.of("event_type", "track", "event_name", "Bought", "field", field, "type", "string"));
            assertThat(refused.expect(400).text("field")).as(field).isEqualTo("field");
        }
    }

    @Test
    void limitsAreTheOperatorsAndUsageIsShown() {
        owner.put(ACME + "/limits", 1, Map.of("tier", "pro", "burst", 5)).expect(400);
        Answer changed = owner.put(ACME + "/limits", 1, Map.of("tier", "enterprise", "events_per_second", 1000));
        assertThat(changed.expect(200).json().get("burst").asLong()).isEqualTo(5000);
        JsonNode usage = owner.get(ACME + "/usage").expect(200).json();
        assertThat(usage.get("available").asBoolean()).isTrue();
        Api member = admin.member(owner, "acme", "member@example.com", "owner");
        member.put(ACME + "/limits", 2, Map.of("tier", "enterprise")).expect(403);
    }

    @Test
    void everyChangeIsInTheAuditLogWithoutSecrets() {
        Answer key = owner.post(source("Shop") + "/write-keys", null).expect(201);
        Answer token = owner.post(ACME + "/tokens", Map.of("name", "ci", "role", "editor", "days", 1))
                .expect(201);
        Answer log = owner.get(ACME + "/audit-log").expect(200);
        assertThat(log.json().findValuesAsText("action"))
                .containsExactly("token.create", "write_key.create", "source.create", "workspace.create");
        assertThat(log.response().body()).doesNotContain(key.text("secret")).doesNotContain(token.text("secret"));
        assertThat(owner.get(ACME + "/audit-log?action=source.create").json().get("items"))
                .hasSize(1);
    }

    @Test
    void servesWithoutRedis() {
        TestServices.redis().stop();
        try {
            source("Shop");
            assertThat(owner.get(ACME + "/usage")
                            .expect(200)
                            .json()
                            .get("available")
                            .asBoolean())
                    .isFalse();
        } finally {
            TestServices.redis().restart();
        }
    }

    private String source(String name) {
        return ACME + "/sources/"
                + owner.post(ACME + "/sources", Map.of("name", name))
                        .expect(201)
                        .text("id");
    }
}
