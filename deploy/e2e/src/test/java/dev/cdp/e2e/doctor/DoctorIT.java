package dev.cdp.e2e.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.Flink;
import dev.cdp.e2e.stack.Outage;
import dev.cdp.e2e.stack.Program;
import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What {@code make doctor} says of a stack with one component killed: it is the one that is down, what suffers from it
 * is not, and what to do stands below it. Runs with {@code -Dcdp.doctor=some}; {@code all} kills every component in turn.
 */
@EnabledIfSystemProperty(named = "cdp.doctor", matches = "some|all")
@ExtendWith(SharedStack.class)
class DoctorIT {
    private static final Pattern DOWN = Pattern.compile("(?m)^down +(\\S.*?)  +\\S.*\\R +-> \\S");

    private final Stack stack;

    DoctorIT(Stack stack) {
        this.stack = stack;
    }

    @BeforeEach
    void allIsWell() {
        stack.awaitReady();
    }

    @Test
    void canaryGoesAllTheWayWhereAllIsWell() {
        // Right after a recovery a job may still be catching up.
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Program.Outcome seen = doctor();
            assertThat(seen.output()).contains("canary delivered").doesNotContain("->");
            assertThat(seen.exitCode()).isZero();
        });
    }

    @ParameterizedTest
    @CsvSource({"collector, collector", "taskmanager, flink taskmanager"})
    void killedComponentIsNamed(String component, String name) {
        assertNamed(component, name);
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = "cdp.doctor", matches = "all")
    @CsvSource({
        "kafka, kafka",
        "redis, redis",
        "postgres, postgresql",
        "clickhouse, clickhouse",
        "zookeeper, zookeeper",
        "jobmanager, flink jobmanager",
        "admin, admin"
    })
    void eachOtherKilledComponentIsNamed(String component, String name) {
        assertNamed(component, name);
    }

    @Test
    void cancelledJobIsNamed() {
        Flink.Job job = stack.flink().jobs().stream()
                .filter(each -> each.name().equals("cdp-archive"))
                .findFirst()
                .orElseThrow();
        stack.flink().cancel(job);
        try {
            assertOnlyDown("job cdp-archive");
        } finally {
            stack.launcher("up").succeed(Duration.ofMinutes(3));
        }
    }

    private void assertNamed(String component, String name) {
        try (Outage outage = stack.outage(component)) {
            assertOnlyDown(name);
        }
    }

    /** Flink needs some time to notice that a TaskManager is gone. */
    private void assertOnlyDown(String name) {
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Program.Outcome seen = doctor("--no-canary");
            List<String> down = DOWN.matcher(seen.output())
                    .results()
                    .map(line -> line.group(1))
                    .toList();
            assertThat(down).as(seen.output()).containsExactly(name);
            assertThat(seen.exitCode()).isOne();
        });
    }

    private Program.Outcome doctor(String... options) {
        String[] all = new String[options.length + 1];
        all[0] = "doctor";
        System.arraycopy(options, 0, all, 1, options.length);
        return stack.admin(all).run(Duration.ofMinutes(2));
    }
}
