package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.PowerCutDisk;
import dev.cdp.testkit.TestServices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fault catalogue, row 16: the power of the server is cut while blocks are inserted. What it has answered is on the disk
 * by then, where the table is made so, and is not sent again; what it has not answered is.
 */
class PowerCutIT {
    private static final long DISK_BYTES = 768L << 20;
    private static final int CUTS = 4;
    private static final int CONCURRENT = 3;
    private static final int BLOCKS_PER_ROUND = 40;
    private static final int ROWS_PER_BLOCK = 200;
    private static final String SYNCED = ", fsync_after_insert = 1, fsync_part_directory = 1";

    @TempDir
    private Path directory;

    private ClickHouseService server;

    @Test
    void everyAnsweredRowIsThereOnceWhereTheTableIsSynced() throws Exception {
        Optional<PowerCutDisk> made = PowerCutDisk.make(directory, DISK_BYTES);
        assumeTrue(made.isPresent(), "needs mkfs.ext4 and the right to mount a file");
        try (PowerCutDisk disk = made.get()) {
            server = TestServices.clickHouseIn(disk.path());
            try {
                cut(disk);
            } finally {
                server.kill();
            }
        }
    }

    private void cut(PowerCutDisk disk) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TestTable table = new TestTable(server, SYNCED);
        // What is not the sink's, such as the table itself, is there.
        new ProcessBuilder("sync").start().waitFor();
        int rows = 0;
        for (int cut = 1; cut <= CUTS; cut++) {
            List<ClickHouseCommittable> blocks = table.blocks(rows, BLOCKS_PER_ROUND * ROWS_PER_BLOCK, ROWS_PER_BLOCK);
            rows += BLOCKS_PER_ROUND * ROWS_PER_BLOCK;
            AtomicInteger answered = new AtomicInteger();
            CompletableFuture<Void> round = commit(table, blocks, answered);
            int before = 1 + random.nextInt(BLOCKS_PER_ROUND - CONCURRENT);
            await().pollInterval(Duration.ofMillis(1))
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> answered.get() >= before);

            server.pause();
            int kept = answered.get();
            disk.cut();
            server.kill();
            disk.comeBack();
            server.restart();

            round.get();
            assertThat(table.counts())
                    .as("cut %d, after %d of %d blocks, seed %d", cut, kept, BLOCKS_PER_ROUND, seed)
                    .isEqualTo(TestTable.expected(rows));
        }
        assertThat(table.metrics.count("retries")).isPositive();
    }

    /** Each by one of some threads that go on until the server has answered it. */
    private CompletableFuture<Void> commit(
            TestTable table, List<ClickHouseCommittable> blocks, AtomicInteger answered) {
        Queue<ClickHouseCommittable> left = new ConcurrentLinkedQueue<>(blocks);
        return CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(
                        () -> {
                            for (ClickHouseCommittable next = left.poll(); next != null; next = left.poll()) {
                                try {
                                    table.commit(next, false, server.url()).run();
                                } catch (InterruptedException e) {
                                    throw new IllegalStateException(e);
                                }
                                answered.incrementAndGet();
                            }
                        },
                        task -> new Thread(task, "committer").start()))
                .limit(CONCURRENT)
                .toArray(CompletableFuture[]::new));
    }
}
