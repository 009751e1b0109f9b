package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.testing.CollectorProcess;
import dev.cdp.collector.testing.KafkaRecords;
import dev.cdp.collector.testing.Services;
import dev.cdp.contract.Envelope;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The images' script for the journal of a collector that does not come back. */
class DrainJournalIT {
    private static final Path SCRIPT = Path.of("../../deploy/docker/drain-journal.sh");

    private final String id = UUID.randomUUID().toString();
    private final Path journal = Services.newJournal();

    @Test
    void whatKafkaHasNotTakenIsSentAndThenItEnds() throws Exception {
        Process drain;
        Path log = Files.createTempFile(Path.of("target"), "drain-", ".log");
        try (CollectorProcess collector = CollectorProcess.start(Map.of("JOURNAL_DIR", journal.toString()))
                .ready()) {
            TestServices.kafka().pause();
            try {
                for (int i = 0; i < 20; i++) {
                    String event = "{\"userId\":\"u\",\"messageId\":\"%s-%d\"}".formatted(id, i);
                    assertThat(collector.post("/v1/page", event).join().statusCode())
                            .isEqualTo(200);
                }
                collector.kill();
                drain = drain(log);
                Awaitility.await().atMost(Duration.ofSeconds(90)).until(() -> Files.readString(log)
                        .contains("Records that Kafka has not acknowledged: 20"));
            } finally {
                TestServices.kafka().resume();
            }
        }
        assertThat(drain.waitFor()).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("The journal is drained");
        assertThat(KafkaRecords.events(event -> event.messageId().startsWith(id)))
                .extracting(Envelope::messageId)
                .containsAll(IntStream.range(0, 20).mapToObj(i -> id + "-" + i).toList());
    }

    @Test
    void journalOfACollectorThatRunsIsLeftAloneAndThatIsSaid() throws Exception {
        Path log = Files.createTempFile(Path.of("target"), "drain-", ".log");
        try (CollectorProcess collector = CollectorProcess.start(Map.of("JOURNAL_DIR", journal.toString()))
                .ready()) {
            assertThat(drain(log).waitFor()).isEqualTo(1);
            assertThat(Files.readString(log)).contains("another collector", "has ended by itself");
            assertThat(collector.isAlive()).isTrue();
        }
    }

    private Process drain(Path log) {
        ProcessBuilder builder = new ProcessBuilder(SCRIPT.toString());
        builder.environment()
                .putAll(Map.of(
                        "JAVA",
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                        "CDP_COLLECTOR_JAR",
                                Path.of("target", "cdp-collector.jar").toString(),
                        "CDP_COLLECTOR_PORT", Integer.toString(freePort()),
                        "CDP_KAFKA_BOOTSTRAP", TestServices.kafka().bootstrapServers(),
                        "CDP_POSTGRES_JDBC_URL", TestServices.postgres().jdbcUrl(),
                        "CDP_REDIS_URL", TestServices.redis().url(),
                        "JOURNAL_DIR", journal.toString()));
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
