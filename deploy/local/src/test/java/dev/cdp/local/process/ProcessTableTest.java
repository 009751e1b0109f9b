package dev.cdp.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {
    @TempDir
    Path directory;

    @Test
    void aRunningProcessIsFoundByAnotherLauncher() throws IOException {
        RunningProcess self = self();
        new ProcessTable(directory).put(entry("kafka", self.pid(), self.startTicks()));

        assertThat(new ProcessTable(directory).findAlive("kafka"))
                .hasValueSatisfying(found -> assertThat(found.process()).isEqualTo(self));
    }

    @Test
    void aLaterProcessWithTheSamePidIsNotTakenForIt() throws IOException {
        RunningProcess self = self();
        ProcessTable table = new ProcessTable(directory);
        table.put(entry("kafka", self.pid(), self.startTicks() - 1));

        assertThat(table.findAlive("kafka")).isEmpty();
        assertThat(table.find("kafka")).isPresent();
    }

    @Test
    void aSignalDoesNotReachALaterProcessWithTheSamePid() throws IOException {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            RunningProcess actual = RunningProcess.of(other.pid()).orElseThrow();
            new RunningProcess(other.pid(), actual.startTicks() - 1).signal("KILL");
            assertThat(actual.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void aKilledProcessIsNotAlive() throws IOException {
        Process child = new ProcessBuilder("sleep", "60").start();
        RunningProcess process = RunningProcess.of(child.pid()).orElseThrow();
        process.signal("KILL");

        assertThat(Starter.awaitEnd(process, Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void aDamagedRecordCountsAsNone() throws IOException {
        Files.writeString(directory.resolve("kafka.json"), "{\"name\": \"kaf");

        assertThat(new ProcessTable(directory).find("kafka")).isEmpty();
    }

    @Test
    void aNewRecordReplacesTheOld() throws IOException {
        ProcessTable table = new ProcessTable(directory);
        table.put(entry("kafka", 1, 1));
        table.put(entry("kafka", 2, 2));

        assertThat(table.all()).extracting(ProcessRecord::pid).containsExactly(2L);
    }

    private static RunningProcess self() {
        return RunningProcess.of(ProcessHandle.current().pid()).orElseThrow();
    }

    private static ProcessRecord entry(String name, long pid, long startTicks) {
        return new ProcessRecord(name, pid, startTicks, 0, List.of(9092), 0, "kafka.log", "");
    }
}
