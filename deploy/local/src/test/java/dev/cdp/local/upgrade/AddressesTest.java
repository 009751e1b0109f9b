package dev.cdp.local.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cdp.local.EnvFile;
import dev.cdp.local.SettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
    private static final Map<String, String> ALL = Map.of(
            "CDP_KAFKA_BOOTSTRAP", "k:9092",
            "CDP_POSTGRES_JDBC_URL", "jdbc:postgresql://p/cdp?user=a&password=b c",
            "CDP_CLICKHOUSE_URL", "http://c:8123",
            "CDP_FLINK_URL", "http://f:8081",
            "CDP_COLLECTOR_URL", "http://o:3049",
            "CDP_ADMIN_URL", "http://a:3100");

    @TempDir
    Path folder;

    @Test
    void theFileThatMakeUpWritesIsRead() throws IOException {
        Path file = folder.resolve("env");
        new EnvFile(file).write(ALL);

        assertThat(Addresses.read(file).variables()).isEqualTo(ALL);
    }

    @Test
    void linesWithoutExportAreReadAndCommentsPassedOver() throws IOException {
        Path file = folder.resolve("env");
        Map<String, String> lines = new TreeMap<>(ALL);
        StringBuilder text = new StringBuilder("# production\n");
        lines.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        Files.writeString(file, text);

        assertThat(Addresses.read(file).variables()).isEqualTo(ALL);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("env"), "CDP_KAFKA_BOOTSTRAP=k:9092\n");

        assertThatExceptionOfType(SettingException.class)
                .isThrownBy(() -> Addresses.read(file))
                .withMessageContaining("CDP_FLINK_URL")
                .withMessageNotContaining("CDP_KAFKA_BOOTSTRAP");
    }
}
