package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** SIGKILL of the server while blocks are inserted. */
class KilledServerIT {
    private static final int KILLS = 12;
    private static final int BLOCKS_PER_ROUND = 40;
    private static final int ROWS_PER_BLOCK = 500;

    private final ClickHouseService server = TestServices.clickHouse();

    @AfterEach
    void repair() {
        server.restart();
    }

    @Test
    void everyRowIsThereOnceHoweverOftenTheServerIsKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        TestTable table = new TestTable(server);
        int rows = 0;
        try (BlockCommits commits = table.commits(4)) {
            for (int kill = 0; kill < KILLS; kill++) {
                long before = table.metrics.count("blocksCommitted");
                CompletableFuture<Void> round =
                        commitAll(commits, table.blocks(rows, BLOCKS_PER_ROUND * ROWS_PER_BLOCK, ROWS_PER_BLOCK));
                rows += BLOCKS_PER_ROUND * ROWS_PER_BLOCK;
                int committedBeforeKill = random.nextInt(BLOCKS_PER_ROUND);
                await().pollInterval(Duration.ofMillis(1))
                        .atMost(Duration.ofMinutes(1))
                        .until(() -> table.metrics.count("blocksCommitted") >= before + committedBeforeKill);
                server.kill();
                server.restart();
                round.get();
                assertThat(table.counts())
                        .as("after kill %d, seed %d", kill, seed)
                        .isEqualTo(TestTable.expected(rows));
            }
        }
        assertThat(table.metrics.count("retries")).isPositive();
    }

    private static CompletableFuture<Void> commitAll(BlockCommits commits, List<ClickHouseCommittable> blocks) {
        List<Callable<Boolean>> running =
                blocks.stream().map(block -> commits.commit(block, false)).toList();
        return CompletableFuture.runAsync(() -> {
            try {
                commits.await(running);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
