package dev.cdp.e2e.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.Chromium;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Json;
import dev.cdp.e2e.stack.NodePackage;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The console pages' main tasks, done by clicks in a real browser on the console as admin serves it; on a stack of its
 * own, as it makes a destination, whose job the others' stack has no place for. That takes minutes, so it runs only
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

    @Test
    void eachPagesMainTaskCanBeDoneAndNoPageHasASeriousAccessibilityViolation() throws IOException {
        Path chromium = Chromium.orSkip();
        assumeThat(INDEX).as("make console/build makes it").exists();
        Files.createDirectories(SCREENSHOTS);
        try (Stack stack = Stack.start("console")) {
            String printed = BROWSER.script("console.mjs", environment(stack, chromium), SCREENSHOTS.toString())
                    .succeed(Duration.ofMinutes(8));
            String last = printed.lines().reduce((before, line) -> line).orElseThrow();
            JsonNode result = Json.parse(last.getBytes(StandardCharsets.UTF_8));
            assertThat(result.get("violations")).isEmpty();
            assertThat(count(stack, "events", result.get("messageId"))).isOne();
            assertThat(count(stack, "dead_letters", result.get("badMessageId"))).isPositive();
        }
    }

    private static long count(Stack stack, String table, JsonNode messageId) {
        return stack.clickhouse()
                .number("SELECT count() AS n FROM " + table + " FINAL WHERE message_id = "
                        + ClickHouse.quote(messageId.asText()));
    }

    private static Map<String, String> environment(Stack stack, Path chromium) {
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
                stack.clickhouseUrl());
    }
}
