package dev.cdp.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.SharedStack;
import dev.cdp.e2e.stack.Stack;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher promises to whoever runs the stack. */
@ExtendWith(SharedStack.class)
class LauncherIT {
    private final Stack stack;

    LauncherIT(Stack stack) {
        this.stack = stack;
    }

    @Test
    void aSecondUpChangesNothing() {
        Map<String, Long> before = stack.pids();
        stack.launcher("up").succeed(Duration.ofMinutes(1));
        assertThat(stack.pids()).isEqualTo(before);
    }

    @Test
    void statusPrintsThePidOfEachComponentAsAPlainNumber() {
        String status = stack.launcher("status").succeed(Duration.ofSeconds(30));
        assertThat(stack.pids()).isNotEmpty();
        stack.pids().forEach((component, pid) -> assertThat(status)
                .containsPattern("(?m)^\\W*" + Pattern.quote(component) + "\\b.*\\b" + pid + "\\b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "postgres", "kafka", "collector"})
    void aKilledComponentComesBackAndIsCounted(String component) {
        long restarts = stack.restarts(component);
        long pid = stack.kill(component);
        await().atMost(Duration.ofMinutes(4)).until(() -> stack.pid(component) != pid);
        assertThat(stack.restarts(component)).isEqualTo(restarts + 1);
        stack.awaitReady();
    }

    @Test
    void whatASupervisorLeftBehindWhenItWasKilledIsAdoptedByTheNextUp() {
        Map<String, Long> before = stack.pids();
        stack.killSupervisor();
        stack.launcher("up").succeed(Duration.ofMinutes(1));
        assertThat(stack.pids()).isEqualTo(before);

        long pid = stack.kill("redis");
        await("the adopted component is supervised again")
                .atMost(Duration.ofMinutes(4))
                .until(() -> stack.pid("redis") != pid);
    }

    @Test
    void onlyTheLoopbackInterfaceIsBound() {
        stack.awaitReady();
        assertThat(stack.pids()).allSatisfy((component, pid) -> assertThat(ListeningSockets.of(pid))
                .allMatch(InetAddress::isLoopbackAddress));
        assertThat(ListeningSockets.of(stack.pid("collector"))).isNotEmpty();
    }
}
