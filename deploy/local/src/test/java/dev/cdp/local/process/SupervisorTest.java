package dev.cdp.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.local.component.Component;
import dev.cdp.local.component.HealthCheck;
import dev.cdp.local.component.Launch;
import dev.cdp.local.component.Port;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir
    Path directory;

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Sleeper sleeper = new Sleeper();
    private ProcessTable table;
    private Thread watching;
    private ProcessRecord first;

    @BeforeEach
    void start() throws Exception {
        table = new ProcessTable(directory.resolve("run"));
        Starter starter = new Starter(table, directory.resolve("logs"));
        first = starter.start(sleeper, 0);
        Supervisor supervisor = new Supervisor(table, starter, said::add, Duration.ofMillis(500));
        watching = new Thread(() -> {
            try {
                supervisor.watch(List.of(sleeper));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        watching.start();
    }

    @AfterEach
    void stop() throws Exception {
        watching.interrupt();
        watching.join();
        for (ProcessRecord process : table.all()) {
            process.process().signal("KILL");
        }
    }

    @Test
    void whatDiesIsStartedAgain() throws Exception {
        first.process().signal("KILL");

        awaitAnother();
        assertThat(said).noneMatch(line -> line.contains("is stuck"));
    }

    @Test
    void whatSaysForLongThatItIsStuckIsKilledAndStartedAgain() {
        sleeper.isStuck = true;

        awaitAnother();
        sleeper.isStuck = false;
        assertThat(said).anyMatch(line -> line.contains("is stuck; killing it"));
    }

    @Test
    void whatSaysSoNowAndThenIsLeftAlone() {
        sleeper.isStuckEachOther = true;

        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);

        assertThat(first.process().isAlive()).isTrue();
        assertThat(said).isEmpty();
    }

    private void awaitAnother() {
        await().atMost(Duration.ofSeconds(30)).until(() -> table.findAlive("sleeper")
                .filter(found -> found.pid() != first.pid())
                .isPresent());
    }

    private static final class Sleeper implements Component {
        private volatile boolean isStuck;
        private volatile boolean isStuckEachOther;
        private int questions;

        @Override
        public String name() {
            return "sleeper";
        }

        @Override
        public List<Port> ports() {
            return List.of();
        }

        @Override
        public Launch prepare() {
            return new Launch(List.of("sleep", "600"), Path.of("."), List.of());
        }

        @Override
        public HealthCheck health() {
            return () -> {};
        }

        @Override
        public boolean saysItIsStuck() {
            questions++;
            return isStuck || isStuckEachOther && questions % 2 == 0;
        }
    }
}
