package dev.cdp.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessUseTest {
    /** More than a page of class path, as Kafka's and Flink's are, stands before the name. */
    @Test
    void programIsKnownByWhatStandsAtTheEndOfALongCommandLine() throws Exception {
        Process process = new ProcessBuilder(
                        "sh", "-c", "echo started; read line", "lib.jar:".repeat(2_000), "kafka.Kafka")
                .start();
        try (BufferedReader output = process.inputReader()) {
            // While it loads its libraries it has more open than afterwards.
            assertThat(output.readLine()).isEqualTo("started");
            ProcessUse use = ProcessUse.ofDescendants().get("Kafka");
            assertThat(use).isNotNull();
            assertThat(use.residentBytes()).isPositive();
            assertThat(use.threads()).isEqualTo(1);
            try (var descriptors = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
                assertThat(use.descriptors()).isEqualTo(descriptors.count());
            }
        } finally {
            process.destroy();
        }
    }
}
