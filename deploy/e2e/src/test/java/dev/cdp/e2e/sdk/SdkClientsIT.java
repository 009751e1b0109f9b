package dev.cdp.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.contract.flat.FlatField;
import dev.cdp.contract.flat.FlattenException;
import dev.cdp.contract.flat.Flattener;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Json;
import dev.cdp.e2e.stack.NodePackage;
import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real, unmodified clients: only the host is changed. Each one's events are counted in ClickHouse,
 * and one of each type is compared with what the client put on the wire.
 */
@ExtendWith(SharedStack.class)
class SdkClientsIT {
    private static final Duration ARRIVAL = Duration.ofMinutes(2);
    private static final Set<String> ALL_TYPES = Set.of("identify", "track", "page", "screen", "group", "alias");
    private static final NodePackage CLIENTS = new NodePackage(Path.of("sdk").toAbsolutePath());

    private final Stack stack;
    private final ClickHouse clickhouse;
    private final String run = UUID.randomUUID().toString();
    private final String anonymousId = "anon-" + run;
    private final String userId = "ann-" + run;

    SdkClientsIT(Stack stack) {
        this.stack = stack;
        this.clickhouse = stack.clickhouse();
    }

    @Test
    void segmentForNode() throws IOException {
        List<RecordingProxy.Request> requests = runInNode("segment.mjs");
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/v1/batch");
            assertThat(request.header("Authorization")).startsWith("Basic ");
        });
        assertStored(requests, ALL_TYPES);
    }

    @Test
    void rudderstackForNode() throws IOException {
        List<RecordingProxy.Request> requests = runInNode("rudderstack.mjs");
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.path()).isEqualTo("/v1/batch");
            assertThat(request.header("Content-Encoding")).isEqualTo("gzip");
            assertThat(request.header("Content-Type")).startsWith("application/x-www-form-urlencoded");
        });
        assertStored(requests, ALL_TYPES);
    }

    @Test
    void jitsuInNode() throws IOException {
        List<RecordingProxy.Request> requests = runInNode("jitsu.mjs");
        assertThat(requests).allSatisfy(request -> {
            assertThat(request.path()).startsWith("/api/s/");
            assertThat(request.body().path("writeKey").asText()).endsWith("***");
        });
        assertStored(requests, Set.of("identify", "track", "page", "group"));
    }

    /** Whether the address ends in a slash or not, the client puts another one behind it. */
    @ParameterizedTest
    @CsvSource({"'', /v1/import/", "/, //v1/import/"})
    void segmentForJava(String slash, String path) throws IOException {
        try (RecordingProxy proxy = new RecordingProxy(stack.collectorUrl())) {
            new SegmentJavaClient(proxy.url() + slash, stack.writeKey(), anonymousId, userId).visit();
            assertThat(proxy.requests()).allSatisfy(request -> {
                assertThat(request.path()).isEqualTo(path);
                assertThat(request.header("Authorization")).isEmpty();
            });
            assertStored(proxy.requests(), ALL_TYPES);
        }
    }

    private List<RecordingProxy.Request> runInNode(String driver) throws IOException {
        try (RecordingProxy proxy = new RecordingProxy(stack.collectorUrl())) {
            Map<String, String> environment = Map.of(
                    "CDP_COLLECTOR_URL",
                    proxy.url(),
                    "CDP_WRITE_KEY",
                    stack.writeKey(),
                    "CDP_E2E_ANONYMOUS_ID",
                    anonymousId,
                    "CDP_E2E_USER_ID",
                    userId);
            CLIENTS.script(driver, environment).succeed(Duration.ofMinutes(2));
            return proxy.requests();
        }
    }

    private void assertStored(List<RecordingProxy.Request> requests, Set<String> types) {
        assertThat(requests).isNotEmpty().allSatisfy(request -> assertThat(request.status())
                .isEqualTo(200));
        List<SentEvent> sent = requests.stream().flatMap(SentEvent::of).toList();
        Set<String> ids = sent.stream().map(SentEvent::messageId).collect(Collectors.toCollection(TreeSet::new));
        assertThat(ids).hasSize(types.size() + Visit.CLICKS);
        assertEachOnce("events", ids);
        assertEachOnce("events_raw", ids);
        Map<String, SentEvent> oneOfEachType = sent.stream()
                .filter(event -> !event.text("event").equals(Visit.CLICK))
                .collect(Collectors.toMap(SentEvent::type, event -> event));
        assertThat(oneOfEachType.keySet()).isEqualTo(types);
        oneOfEachType.values().forEach(this::assertRow);
    }

    private void assertEachOnce(String table, Set<String> ids) {
        String sql = "SELECT message_id FROM " + table + " FINAL WHERE message_id IN " + ClickHouse.list(ids);
        await().atMost(ARRIVAL).ignoreExceptions().untilAsserted(() -> assertThat(clickhouse.rows(sql))
                .extracting(row -> row.get("message_id").asText())
                .as(table)
                .containsExactlyInAnyOrderElementsOf(ids));
    }

    private void assertRow(SentEvent sent) {
        JsonNode row = clickhouse
                .rows("SELECT * FROM events FINAL WHERE message_id = " + ClickHouse.quote(sent.messageId()))
                .get(0);
        assertThat(text(row, "type")).isEqualTo(sent.type());
        assertThat(text(row, "event")).isEqualTo(sent.text("event"));
        assertThat(text(row, "name")).isEqualTo(sent.text("name"));
        assertThat(text(row, "anonymous_id")).isEqualTo(sent.text("anonymousId"));
        // @jitsu/js sends userId null until its identify; that may be filled in afterwards.
        assertThat(text(row, "user_id"))
                .isIn(sent.text("userId").isEmpty() ? Set.of("", userId) : Set.of(sent.text("userId")));
        assertThat(text(row, "previous_id")).isEqualTo(sent.text("previousId"));
        assertThat(text(row, "group_id")).isEqualTo(sent.text("groupId"));
        assertTimes(row, sent);
        assertThat(fields(row, "properties")).containsAllEntriesOf(plain(Visit.storedProperties(sent.type())));
        assertThat(fields(row, "traits")).isEqualTo(plain(Visit.storedTraits(sent.type())));
        assertThat(fields(row, "context")).containsAllEntriesOf(flat(sent.context()));
    }

    /** Segment's correction of the client's clock, recomputed from the columns themselves. */
    private static void assertTimes(JsonNode row, SentEvent sent) {
        long receivedAt = millis(row, "received_at");
        assertThat(millis(row, "sent_at")).isEqualTo(sent.sentAt());
        assertThat(millis(row, "original_timestamp")).isEqualTo(sent.originalTimestamp());
        assertThat(millis(row, "timestamp"))
                .isEqualTo(Math.min(receivedAt, sent.originalTimestamp() + receivedAt - sent.sentAt()));
        assertThat(Instant.ofEpochMilli(receivedAt))
                .isBetween(Instant.now().minus(Duration.ofMinutes(15)), Instant.now());
    }

    private static long millis(JsonNode row, String column) {
        return Instant.parse(text(row, column)).toEpochMilli();
    }

    private static String text(JsonNode row, String column) {
        return row.get(column).asText();
    }

    /** The fields of a JSON column; numbers compare by value, whether they have a fraction or not. */
    private static Map<String, Object> fields(JsonNode row, String column) {
        Map<String, Object> fields = new HashMap<>();
        row.get(column).fields().forEachRemaining(field -> fields.put(field.getKey(), value(field.getValue())));
        return fields;
    }

    private static Map<String, Object> plain(Map<String, Object> expected) {
        Map<String, Object> fields = new HashMap<>();
        Json.of(expected).fields().forEachRemaining(field -> fields.put(field.getKey(), value(field.getValue())));
        return fields;
    }

    private static Map<String, Object> flat(JsonNode context) {
        try {
            return new Flattener(Flattener.Limits.DEFAULT)
                    .flatten(context).stream()
                            .filter(field -> !field.value().isNull())
                            .collect(Collectors.toMap(FlatField::name, field -> value(field.value())));
        } catch (FlattenException e) {
            throw new AssertionError(e);
        }
    }

    private static Object value(JsonNode json) {
        return json.isNumber() ? json.doubleValue() : json;
    }
}
