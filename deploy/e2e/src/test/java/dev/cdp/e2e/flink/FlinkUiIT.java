package dev.cdp.e2e.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.Chromium;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.NodePackage;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The jobs are submitted by hand: a real browser clicks through Flink's web interface as the
 * project's README says, on a cluster that is empty at first. Then an event goes all the way.
 */
class FlinkUiIT {
    private static final Path JAR = Path.of("..", "..", "flink-jobs", "target", "cdp-flink-jobs.jar")
            .toAbsolutePath()
            .normalize();
    private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();
    private static final List<String> ENTRY_CLASSES =
            List.of("dev.cdp.flink.job.ArchiveJob", "dev.cdp.flink.job.ProcessingJob", "dev.cdp.flink.job.DeliveryJob");
    private static final NodePackage BROWSER = new NodePackage(Path.of("sdk").toAbsolutePath());

    @Test
    void jobsThatWereSubmittedInTheWebInterfaceStoreAnEvent() throws IOException {
        Path chromium = Chromium.orSkip();
        Files.createDirectories(SCREENSHOTS);
        try (Stack stack = Stack.start("ui", Map.of("CDP_JOBS", "none"))) {
            submitInBrowser(stack, chromium);
            stack.awaitReady();
            String messageId = UUID.randomUUID().toString();
            stack.collector()
                    .post("/v1/track", Map.of("event", "Looked", "anonymousId", messageId, "messageId", messageId));
            awaitRow(stack, "events", messageId);
            awaitRow(stack, "events_raw", messageId);
        }
        assertThat(SCREENSHOTS).isDirectoryContaining(file -> file.endsWith("DeliveryJob.png"));
    }

    private static void submitInBrowser(Stack stack, Path chromium) {
        String arguments = "--kafka %s --clickhouse %s".formatted(stack.kafkaBootstrap(), stack.clickhouseUrl());
        String[] all = Stream.concat(
                        Stream.of(stack.flink().url(), JAR.toString(), arguments, SCREENSHOTS.toString()),
                        ENTRY_CLASSES.stream())
                .toArray(String[]::new);
        BROWSER.script("submit-jobs.mjs", Map.of("CDP_CHROMIUM", chromium.toString()), all)
                .succeed(Duration.ofMinutes(5));
    }

    private static void awaitRow(Stack stack, String table, String messageId) {
        String sql = "SELECT count() AS n FROM " + table + " FINAL WHERE message_id = " + ClickHouse.quote(messageId);
        await().atMost(Duration.ofMinutes(4))
                .ignoreExceptions()
                .until(() -> stack.clickhouse().number(sql) == 1);
    }
}
