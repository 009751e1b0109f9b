package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The server is killed by strace at exactly one system call of an insert, at each of its kind in turn. The rename is
 * the one that puts the part in place: by then the log of inserts holds the token already, so the server remembers
 * rows that it does not have, and says 200 to whoever sends them again.
 *
 * <p>Walks the calls that put a part in place. {@code -Dcdp.sink.syscalls=all} walks the others, too, up to {@code
 * -Dcdp.sink.points=N} points of each (those of the server's other threads count, too). The points are printed.
 */
class KilledAtSystemCallIT {
    private static final int MOST_CALLS = Integer.getInteger("cdp.sink.points", 20);
    private static final List<String> PART_CALLS = List.of("mkdir", "rename");
    private static final List<String> OTHER_CALLS = List.of(
            "openat", "write", "pwrite64", "fsync", "fdatasync", "unlink", "rmdir", "link", "close", "newfstatat");
    private static final int ROWS = 500;

    private final ClickHouseService server = TestServices.clickHouse();

    @TempDir
    private Path directory;

    @AfterEach
    void repair() {
        server.restart();
    }

    static Stream<String> systemCalls() {
        return System.getProperty("cdp.sink.syscalls", "").equals("all")
                ? Stream.concat(PART_CALLS.stream(), OTHER_CALLS.stream())
                : PART_CALLS.stream();
    }

    @ParameterizedTest
    @MethodSource("systemCalls")
    void everyRowIsThereOnceWhereverTheServerIsKilled(String systemCall) throws Exception {
        assumeTrue(hasStrace(), "needs strace");
        assumeTrue(serverProcess().isPresent(), "needs the server as a child process");
        TestTable table = new TestTable(server);
        int rows = 0;
        boolean killed = true;
        for (int number = 1; killed && number <= MOST_CALLS; number++) {
            killed = insertKilledAt(systemCall, number, table, table.block(rows, ROWS));
            rows += ROWS;
            assertThat(table.counts())
                    .as("killed at %s number %d", systemCall, number)
                    .isEqualTo(TestTable.expected(rows));
        }
        System.out.printf(
                "%s: %d points, %d ghost tokens, every row once%n",
                systemCall, rows / ROWS - (killed ? 0 : 1), table.metrics.count("ghostTokens"));
        if (PART_CALLS.contains(systemCall)) {
            assertThat(killed).as("an insert has fewer calls").isFalse();
            assertThat(table.metrics.count("retries")).isPositive();
            assertThat(table.metrics.count("ghostTokens")).isEqualTo(systemCall.equals("rename") ? 1 : 0);
        }
    }

    /** Whether the insert came as far as that call. */
    private boolean insertKilledAt(String systemCall, int number, TestTable table, ClickHouseCommittable block)
            throws Exception {
        ProcessHandle process = serverProcess().orElseThrow();
        Process strace = attach(process.pid(), systemCall, number);
        CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> {
            try {
                table.commit(block, false, server.url()).run();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        await().atMost(Duration.ofSeconds(60)).until(() -> !process.isAlive() || commit.isDone());
        boolean killed = !process.isAlive();
        strace.destroy();
        strace.waitFor();
        if (killed) {
            server.restart();
        }
        commit.get();
        return killed;
    }

    private Process attach(long pid, String systemCall, int number) throws IOException {
        Path log = directory.resolve("strace-" + number);
        Process strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-p",
                        Long.toString(pid),
                        "-e",
                        "trace=" + systemCall,
                        "-e",
                        "inject=" + systemCall + ":signal=SIGKILL:when=" + number)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await().atMost(Duration.ofMinutes(1)).until(() -> Files.readString(log).contains("attached"));
        return strace;
    }

    private static boolean hasStrace() {
        return Files.isExecutable(Path.of("/usr/bin/strace"));
    }

    private Optional<ProcessHandle> serverProcess() {
        String port = Integer.toString(URI.create(server.url()).getPort());
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().commandLine().orElse("").contains(port))
                .findFirst();
    }
}
