package dev.cdp.flink.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobArgumentsTest {
    @TempDir
    private Path directory;

    @Test
    void withoutArgumentsTheDefaultsHold() {
        JobArguments arguments = JobArguments.parse(new String[0], Map.of());
        assertThat(arguments.kafka().bootstrapServers()).isEqualTo("127.0.0.1:9092");
        assertThat(arguments.clickHouse().url()).isEqualTo("http://127.0.0.1:8123");
        assertThat(arguments.guarantee()).isEqualTo(DeliveryGuarantee.EXACTLY_ONCE);
        assertThat(arguments.parallelism()).isEqualTo(2);
        assertThat(arguments.checkpointIntervalMs()).isEqualTo(1_000);
        assertThat(arguments.allowRewind()).isFalse();
    }

    @Test
    void commandLineStandsOverTheFileAndTheFileOverTheEnvironment() throws IOException {
        Path file = file("kafka=file:2\nparallelism=4\n");
        Map<String, String> environment =
                Map.of("CDP_KAFKA_BOOTSTRAP", "env:1", "CDP_PARALLELISM", "8", "CDP_CHECKPOINT_INTERVAL_MS", "500");
        JobArguments arguments = JobArguments.parse(
                new String[] {"--config", file.toString(), "--kafka", "line:3", "--allow-rewind"}, environment);
        assertThat(arguments.kafka().bootstrapServers()).isEqualTo("line:3");
        assertThat(arguments.parallelism()).isEqualTo(4);
        assertThat(arguments.checkpointIntervalMs()).isEqualTo(500);
        assertThat(arguments.allowRewind()).isTrue();
    }

    @Test
    void environmentMayNameTheFile() throws IOException {
        Path file = file("guarantee = at_least_once\nclickhouse-password = p w\n");
        JobArguments arguments = JobArguments.parse(new String[0], Map.of("CDP_JOB_CONFIG", file.toString()));
        assertThat(arguments.guarantee()).isEqualTo(DeliveryGuarantee.AT_LEAST_ONCE);
        assertThat(arguments.clickHouse().password()).isEqualTo("p w");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka, localhost, host:port",
        "kafka, http://localhost:9092, host:port",
        "topic-prefix, a b, letters",
        "clickhouse, localhost:8123, http://host:port",
        "clickhouse, http://localhost:8123/db, without a path",
        "guarantee, none, exactly_once or at_least_once",
        "guarantee, twice, exactly_once or at_least_once",
        "parallelism, 0, a whole number from 1 to 720",
        "parallelism, 721, a whole number from 1 to 720",
        "parallelism, two, a whole number from 1 to 720",
        "checkpoint-interval-ms, 1s, a whole number from 10 to 3600000"
    })
    void refusalNamesTheArgumentTheValueAndWhatIsAllowed(String name, String value, String allowed) {
        assertThatThrownBy(() -> JobArguments.parse(new String[] {"--" + name, value}, Map.of()))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("--" + name)
                .hasMessageContaining("'" + value + "'")
                .hasMessageContaining("command line")
                .hasMessageContaining(allowed);
    }

    @Test
    void refusalNamesTheVariableOrTheFileThatIsWrong() throws IOException {
        Path file = file("parallelism=many");
        assertThatThrownBy(() -> JobArguments.parse(new String[0], Map.of("CDP_PARALLELISM", "many")))
                .hasMessageContaining("CDP_PARALLELISM");
        assertThatThrownBy(() -> JobArguments.parse(new String[] {"--config", file.toString()}, Map.of()))
                .hasMessageContaining(file.toString());
    }

    @Test
    void unknownNamesAreRefusedWhereverTheyStand() throws IOException {
        Path file = file("paralellism=4");
        assertThatThrownBy(() -> JobArguments.parse(new String[] {"--kafak", "a:1"}, Map.of()))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("[kafak]")
                .hasMessageContaining("checkpoint-interval-ms");
        assertThatThrownBy(() -> JobArguments.parse(new String[] {"--config", file.toString()}, Map.of()))
                .hasMessageContaining("[paralellism]")
                .hasMessageContaining(file.toString());
    }

    @Test
    void rewindIsAllowedByTheSubmissionAloneNotByAFile() throws IOException {
        Path file = file("allow-rewind=true");
        assertThatThrownBy(() -> JobArguments.parse(new String[] {"--config", file.toString()}, Map.of()))
                .hasMessageContaining("[allow-rewind]");
    }

    @Test
    void fileThatCanNotBeReadIsNamed() {
        assertThatThrownBy(() -> JobArguments.parse(new String[] {"--config", "/nowhere/job.properties"}, Map.of()))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("/nowhere/job.properties");
    }

    @Test
    void helpListsEveryArgumentWithDefaultAndVariable() {
        assertThatThrownBy(() -> JobArguments.parse(new String[] {"--help"}, Map.of()))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("--kafka")
                .hasMessageContaining("CDP_CLICKHOUSE_URL")
                .hasMessageContaining("--allow-rewind")
                .hasMessageContaining("exactly_once or at_least_once");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka:9092", "a.example:1,b.example:2", "[::1]:9092"})
    void bootstrapServersMayBeSeveral(String servers) {
        assertThatCode(() -> JobArguments.parse(new String[] {"--kafka", servers}, Map.of()))
                .doesNotThrowAnyException();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("job.properties"), text);
    }
}
