package dev.cdp.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.Chromium;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.FreePorts;
import dev.cdp.e2e.stack.Json;
import dev.cdp.e2e.stack.NodePackage;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The console pages' main tasks, done by clicks in a real browser on the console as admin serves it; on a stack of its
 * own, as it makes destinations, whose jobs the others' stack has no place for. That takes minutes, so it runs only
 * where {@code -Dcdp.console=true} asks for it.
 */
@EnabledIfSystemProperty(named = "cdp.console", matches = "true")
class ConsoleIT {
    private static final Path INDEX = Path.of("..", "..", "console", "dist", "index.html")
            .toAbsolutePath()
            .normalize();
    private static final Path SCREENSHOTS =
            Path.of("target", "screenshots", "console").toAbsolutePath();
    private static final NodePackage BROWSER = new NodePackage(Path.of("sdk").toAbsolutePath());
    private static final int BROKEN_EVENTS = 1_000;

    private static Path chromium;
    private static Stack stack;

    @BeforeAll
    static void start() throws IOException {
        chromium = Chromium.orSkip();
        assumeThat(INDEX).as("make console/build makes it").exists();
        Files.createDirectories(SCREENSHOTS);
        stack = Stack.start("console");
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    void eachPagesMainTaskCanBeDoneAndNoPageHasASeriousAccessibilityViolation() {
        JsonNode result = clicks("console.mjs");
        System.out.printf(
                "%.1f s from the login page to the first event's row%n",
                result.get("firstRowSeconds").asDouble());
        assertThat(result.get("violations")).isEmpty();
        assertThat(count("events", result.get("messageId"))).isOne();
        assertThat(count("dead_letters", result.get("badMessageId"))).isPositive();
    }

    @Test
    void eventsOfABrokenFunctionAreReplayedOnceEachThoughTheReplayIsClickedTwice() {
        JsonNode result = clicks("console-replay.mjs", String.valueOf(BROKEN_EVENTS));
        System.out.println("the replays' progress: " + result.get("replays"));
        assertThat(result.get("violations")).isEmpty();
        assertThat(result.get("replays"))
                .hasSize(2)
                .allMatch(said -> said.get(said.size() - 1).asText().contains("Done"));
        String events = result.get("database").asText() + ".events";
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(sold("uniqExact(message_id)", events))
                .isEqualTo(BROKEN_EVENTS));
        assertThat(sold("count()", events + " FINAL")).isEqualTo(BROKEN_EVENTS);
    }

    @Test
    void jobIsStoppedRestoredAndRescaledByClicks() {
        JsonNode result = clicks("console-jobs.mjs");
        assertThat(result.get("violations")).isEmpty();
        assertThat(result.get("savepoint").asText()).startsWith("file:");
    }

    /** Its speed is printed and not judged, as it is that of the machine; accessibility and what is loaded are ours. */
    @Test
    @EnabledIfSystemProperty(named = "cdp.lighthouse", matches = "true")
    void lighthouseFindsTheOverviewAccessibleAndSmall() {
        // Version 13 needs Node 22.
        BROWSER.add("lighthouse@12.8.2");
        JsonNode result = clicks("lighthouse.mjs");
        System.out.println("Lighthouse: " + result);
        assertThat(result.at("/mobile/accessibility").asInt()).isGreaterThanOrEqualTo(95);
        assertThat(result.at("/desktop/accessibility").asInt()).isGreaterThanOrEqualTo(95);
        assertThat(result.get("scripts"))
                .isNotEmpty()
                .noneMatch(script -> script.get(0).asText().matches("(charts|editor|graph)-.*"));
    }

    private static long sold(String number, String table) {
        return stack.clickhouse()
                .number("SELECT " + number + " AS n FROM " + table + " WHERE startsWith(message_id, 'sold-')");
    }

    /** What the script of a browser's clicks has printed last. */
    private static JsonNode clicks(String script, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = SCREENSHOTS.toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        String printed = BROWSER.script(script, environment(), all).succeed(Duration.ofMinutes(8));
        String last = printed.lines().reduce((before, line) -> line).orElseThrow();
        return Json.parse(last.getBytes(StandardCharsets.UTF_8));
    }

    private static long count(String table, JsonNode messageId) {
        return stack.clickhouse()
                .number("SELECT count() AS n FROM " + table + " FINAL WHERE message_id = "
                        + ClickHouse.quote(messageId.asText()));
    }

    private static Map<String, String> environment() {
        return Map.of(
                "CDP_CHROMIUM",
                chromium.toString(),
                "CDP_ADMIN_URL",
                stack.variable("CDP_ADMIN_URL"),
                "CDP_ADMIN_EMAIL",
                stack.variable("CDP_ADMIN_EMAIL"),
                "CDP_ADMIN_PASSWORD",
                stack.variable("CDP_ADMIN_PASSWORD"),
                "CDP_COLLECTOR_URL",
                stack.collectorUrl(),
                "CDP_CLICKHOUSE_URL",
                stack.clickhouseUrl(),
                "CDP_DEBUGGING_PORT",
                String.valueOf(FreePorts.take(1).iterator().next()));
    }
}
