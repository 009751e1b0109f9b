package dev.cdp.e2e.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.NodePackage;
import dev.cdp.e2e.stack.Program;
import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo is a test of its own: it exits with 0 only when its numbers add up. */
@ExtendWith(SharedStack.class)
class DemoIT {
    private static final NodePackage DEMO =
            new NodePackage(Path.of("..", "demo").toAbsolutePath().normalize());
    private static final Duration END = Duration.ofMinutes(5);

    private final Stack stack;

    DemoIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void theNumbersAddUp() {
        assertThat(demo().succeed(END))
                .contains("duplicates dropped", "stitched rows", "Order Completed", "The numbers add up.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"taskmanager", "jobmanager", "clickhouse"})
    void theNumbersAddUpAlthoughAComponentIsKilledMeanwhile(String component) {
        Program.Running running = demo("--slow", "15").start();
        await().atMost(Duration.ofMinutes(4)).until(() -> running.text().contains("Run "));
        stack.kill(component);
        Program.Outcome outcome = running.await(END);
        assertThat(outcome.output()).contains("The numbers add up.");
        assertThat(outcome.exitCode()).isZero();
        stack.awaitReady();
    }

    @Test
    void aWrongWriteKeyIsSaidAndIsAFailure() {
        Map<String, String> environment = Map.of(
                "CDP_COLLECTOR_URL", stack.collectorUrl(),
                "CDP_CLICKHOUSE_URL", stack.clickhouseUrl(),
                "CDP_WRITE_KEY", "nobody");
        Program.Outcome outcome =
                DEMO.script("demo.mjs", environment, "--visitors", "1").run(END);
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("No event was accepted").contains("401");
    }

    private Program demo(String... arguments) {
        Map<String, String> environment = Map.of(
                "CDP_COLLECTOR_URL", stack.collectorUrl(),
                "CDP_CLICKHOUSE_URL", stack.clickhouseUrl(),
                "CDP_WRITE_KEY", stack.writeKey());
        return DEMO.script("demo.mjs", environment, arguments);
    }
}
