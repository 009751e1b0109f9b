package dev.cdp.e2e.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.Chromium;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Json;
import dev.cdp.e2e.stack.NodePackage;
import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A page in a real browser, on another origin than the collector's, with the clients' published
 * builds: what it sends is stored once, also when it is sent while the page goes away.
 */
@ExtendWith(SharedStack.class)
class BrowserClientsIT {
    private static final NodePackage CLIENTS = new NodePackage(Path.of("sdk").toAbsolutePath());

    private final Stack stack;
    private final ClickHouse clickhouse;
    private final String anonymousId = "anon-" + UUID.randomUUID();

    BrowserClientsIT(Stack stack) {
        this.stack = stack;
        this.clickhouse = stack.clickhouse();
    }

    /** What is asked for while the page goes away is not seen by the test any more. */
    @ParameterizedTest
    @CsvSource({
        "segmentSingle,   alias group identify page screen track, GET settings|POST i|POST t|POST p|POST s|POST g|POST a",
        "segmentBatching, alias group identify page screen track, GET settings|POST b|POST b",
        "segmentUnload,   track,                                  GET settings",
        "jitsu,           group identify page track,              POST page|POST identify|POST track|POST group",
        "beacons,         track track,                            POST t|POST t",
        "goodbye,         track track track,                      ''"
    })
    void whatAPageSendsIsStoredOnce(String scenario, String types, String requests) {
        JsonNode visit = visit(scenario);
        assertThat(list(visit.get("requests")))
                .allMatch(request -> request.get("status").asInt() == 200)
                .extracting(BrowserClientsIT::shortly)
                .containsExactlyInAnyOrderElementsOf(
                        requests.isEmpty() ? List.of() : List.of(requests.split("\\|", -1)));
        Set<String> ids = list(visit.get("messageIds")).stream()
                .map(JsonNode::asText)
                .collect(Collectors.toCollection(TreeSet::new));
        assertStored("events", ids, List.of(types.split(" ", -1)));
        assertStored("events_raw", ids, List.of(types.split(" ", -1)));
    }

    private JsonNode visit(String scenario) {
        Map<String, String> environment = Map.of(
                "CDP_CHROMIUM",
                Chromium.orSkip().toString(),
                "CDP_COLLECTOR_URL",
                stack.collectorUrl(),
                "CDP_WRITE_KEY",
                stack.writeKey(),
                "CDP_E2E_ANONYMOUS_ID",
                anonymousId,
                "CDP_E2E_USER_ID",
                "ann-" + anonymousId);
        String printed = CLIENTS.script("browser.mjs", environment, scenario).succeed(Duration.ofMinutes(2));
        String last = printed.lines().reduce((before, line) -> line).orElseThrow();
        return Json.parse(last.getBytes(StandardCharsets.UTF_8));
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    /** Method and the last part of the path. */
    private static String shortly(JsonNode request) {
        String path = request.get("path").asText();
        return request.get("method").asText() + " " + path.substring(path.lastIndexOf('/') + 1);
    }

    private void assertStored(String table, Set<String> ids, List<String> types) {
        String sql = "SELECT message_id, type, anonymous_id FROM " + table + " FINAL WHERE message_id IN "
                + ClickHouse.list(ids);
        await().atMost(Duration.ofMinutes(2)).ignoreExceptions().untilAsserted(() -> {
            List<JsonNode> rows = clickhouse.rows(sql);
            assertThat(rows).extracting(row -> row.get("message_id").asText()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(rows).extracting(row -> row.get("type").asText()).containsExactlyInAnyOrderElementsOf(types);
            assertThat(rows)
                    .filteredOn(row -> !row.get("type").asText().equals("alias"))
                    .allMatch(row -> row.get("anonymous_id").asText().equals(anonymousId));
        });
    }
}
