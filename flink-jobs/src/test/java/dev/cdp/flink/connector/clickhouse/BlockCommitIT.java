package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocol against a real server. */
class BlockCommitIT {
    private static final int TYPE_MISMATCH = 53;

    private final ClickHouseService server = TestServices.clickHouse();
    private TestTable table;

    @BeforeEach
    void createTable() throws Exception {
        table = new TestTable(server);
    }

    /** The largest block there is must not be split, whatever the server's limits are by default. */
    @Test
    void insertIsExactlyOnePart() throws Exception {
        table.query("SYSTEM STOP MERGES {table}");
        table.commit(table.block(0, 200_000), false, server.url()).run();
        assertThat(table.counts()).isEqualTo(TestTable.expected(200_000));
        assertThat(parts()).isEqualTo("1");
        assertThat(table.query("SELECT uniqExact(_block), any(_block) != 0 FROM {table}"))
                .isEqualTo("1\t1");
    }

    @Test
    void stringsInJsonStayStrings() throws Exception {
        table.commit(table.block(0, 1), false, server.url()).run();
        assertThat(table.query("SELECT JSONAllPathsWithTypes(properties) FROM {table}"))
                .isEqualTo("{'n':'Int64','s':'String'}");
    }

    @Test
    void insertWhoseAnswerIsLostIsThereOnce() throws Exception {
        try (TcpProxy proxy = new TcpProxy(server.url())) {
            proxy.dropAnswersOfInserts(1);
            assertThat(table.commit(table.block(0, 1_000), false, proxy.url()).run())
                    .isTrue();
            assertThat(proxy.answersDropped()).isEqualTo(1);
        }
        assertThat(table.counts()).isEqualTo(TestTable.expected(1_000));
        assertThat(table.metrics.count("inDoubtFoundInPlace")).isEqualTo(1);
    }

    /** A cut request must never become a shorter insert: its length is declared. */
    @Test
    void insertThatIsCutAnywhereIsThereOnce() throws Exception {
        int rows = 0;
        try (TcpProxy proxy = new TcpProxy(server.url())) {
            for (int cut = 0; cut < 60_000; cut += 2_999) {
                proxy.cutNextInsertAfter(cut);
                table.commit(table.block(rows, 5_000), false, proxy.url()).run();
                rows += 5_000;
                assertThat(table.counts())
                        .as("cut after %d bytes of the data", cut)
                        .isEqualTo(TestTable.expected(rows));
            }
        }
        assertThat(table.metrics.count("retries")).isPositive();
    }

    @Test
    void recoveredBlockThatIsThereIsNotInsertedAgain() throws Exception {
        ClickHouseCommittable block = table.block(0, 100);
        table.commit(block, false, server.url()).run();
        assertThat(table.commit(block, true, server.url()).run()).isTrue();
        assertThat(table.counts()).isEqualTo(TestTable.expected(100));
    }

    @Test
    void recoveredBlockThatIsMissingIsInserted() throws Exception {
        assertThat(table.commit(table.block(0, 100), true, server.url()).run()).isFalse();
        assertThat(table.counts()).isEqualTo(TestTable.expected(100));
    }

    /** The window of the server's log has room for few tokens; the question for the rows has no window. */
    @Test
    void recoveredBlockIsFoundAfterTheServerHasForgottenItsToken() throws Exception {
        table.query("ALTER TABLE {table} MODIFY SETTING non_replicated_deduplication_window = 2");
        ClickHouseCommittable block = table.block(0, 10);
        table.commit(block, false, server.url()).run();
        for (ClickHouseCommittable other : table.blocks(10, 50, 10)) {
            table.commit(other, false, server.url()).run();
        }
        assertThat(table.commit(block, true, server.url()).run()).isTrue();
        assertThat(table.counts()).isEqualTo(TestTable.expected(60));
    }

    @Test
    void rowsDeletedWhileTheirBlockIsInDoubtStayDeleted() throws Exception {
        ClickHouseCommittable block = table.block(0, 100);
        table.commit(block, false, server.url()).run();
        table.query("DELETE FROM {table} WHERE 1");
        assertThat(table.counts()).startsWith("0\t");
        assertThat(table.commit(block, true, server.url()).run()).isTrue();
        assertThat(table.counts()).startsWith("0\t");
    }

    @Test
    void tokenThatTheServerRemembersWithoutTheRowsIsReplaced() throws Exception {
        ClickHouseCommittable block = table.block(0, 100);
        // The token is used up by a block of other rows, which then go.
        ClickHouseCommittable other = table.block(1_000, 1);
        table.store().insert(other, block.insertId());
        table.query("ALTER TABLE {table} DELETE WHERE 1 SETTINGS mutations_sync = 1");

        table.commit(block, true, server.url()).run();
        assertThat(table.counts()).isEqualTo(TestTable.expected(100));
        assertThat(table.metrics.count("ghostTokens")).isEqualTo(1);
    }

    @Test
    void twoThatCommitTheSameBlockWriteItOnce() throws Exception {
        ClickHouseCommittable block = table.block(0, 50_000);
        CompletableFuture<?>[] both = new CompletableFuture<?>[2];
        for (int i = 0; i < both.length; i++) {
            both[i] = CompletableFuture.runAsync(() -> runUnchecked(table.commit(block, true, server.url())));
        }
        CompletableFuture.allOf(both).get();
        assertThat(table.counts()).isEqualTo(TestTable.expected(50_000));
    }

    @Test
    void refusedBlockWaitsIsCountedAndGoesOnWhenTheTableIsRepaired() throws Exception {
        ClickHouseCommittable block = table.block(0, 100);
        table.query("ALTER TABLE {table} DROP COLUMN text");
        CompletableFuture<Void> commit =
                CompletableFuture.runAsync(() -> runUnchecked(table.commit(block, false, server.url())));
        await().atMost(Duration.ofMinutes(1)).until(() -> table.metrics.gauge("blockedCommits") == 1);
        assertThat(commit).isNotDone();
        table.query("ALTER TABLE {table} ADD COLUMN text String AFTER id");
        commit.get();
        assertThat(table.metrics.gauge("blockedCommits")).isZero();
        assertThat(table.query("SELECT count(), countIf(text = concat('row ', toString(id))) FROM {table}"))
                .isEqualTo("100\t100");
    }

    /** The same bytes mean something else then. */
    @Test
    void changedColumnTypeIsRefusedNotMisread() throws Exception {
        ClickHouseCommittable block = table.block(0, 100);
        table.query("ALTER TABLE {table} MODIFY COLUMN text Nullable(String)");
        assertThatThrownBy(() -> table.store().insert(block, block.insertId()))
                .asInstanceOf(type(ClickHouseException.class))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(TYPE_MISMATCH))
                .satisfies(refusal -> assertThat(Failure.of(refusal)).isEqualTo(Failure.REFUSED));
    }

    @Test
    void columnAddedWhileABlockWaitsTakesItsDefault() throws Exception {
        ClickHouseCommittable block = table.block(0, 10);
        table.query("ALTER TABLE {table} ADD COLUMN extra UInt8 DEFAULT 7 AFTER id");
        table.commit(block, false, server.url()).run();
        assertThat(table.query("SELECT count(), min(extra), max(extra) FROM {table}"))
                .isEqualTo("10\t7\t7");
    }

    @Test
    void everySettingOfAnInsertIsKnownToTheServer() {
        InsertSettings.INSERT.keySet().forEach(setting -> assertThat(
                        table.query("SELECT count() FROM system.settings WHERE name = '" + setting + "'"))
                .as(setting)
                .isEqualTo("1"));
    }

    private String parts() {
        return table.query("SELECT count() FROM system.parts WHERE database = 'cdp' AND table = '{table}' AND active");
    }

    private static void runUnchecked(BlockCommit commit) {
        try {
            commit.run();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void refusedBlockWaitsUntilItIsParkedByRequestAndTheRestFlows() throws Exception {
        server.query("CREATE TABLE IF NOT EXISTS parked_blocks_test (block String) ENGINE = MergeTree ORDER BY block");
        ClickHouseCommittable poison = table.block(0, 3);
        table.query("ALTER TABLE {table} DROP COLUMN text");
        List<Map<String, Object>> parked = new CopyOnWriteArrayList<>();
        BlockParking parking = new BlockParking(
                new ClickHouseClient(TestTable.connection(server.url())),
                "cdp",
                "parked_blocks_test",
                (name, rows, error) -> parked.addAll(rows));
        CompletableFuture<Boolean> commit = CompletableFuture.supplyAsync(() -> run(table.commit(poison, parking)));
        await().atMost(Duration.ofSeconds(60)).until(() -> table.metrics.count("retries") >= 2);
        assertThat(parked).isEmpty();
        assertThat(table.metrics.gauge("blockedCommits")).isEqualTo(1);

        server.query("INSERT INTO parked_blocks_test (block) VALUES ('" + poison.insertId() + "')");

        assertThat(commit.get(60, TimeUnit.SECONDS)).isFalse();
        assertThat(parked).extracting(row -> row.get("text")).containsExactly("row 0", "row 1", "row 2");
        assertThat(parked.get(1))
                .containsEntry("id", 1L)
                .containsEntry("received_at", TestTable.NOVEMBER)
                .hasEntrySatisfying(
                        "properties", json -> assertThat((String) json).contains("\"n\":1", "\"s\":\"2026-01-01\""))
                .doesNotContainKey("_block");
        assertThat(table.query("SELECT count() FROM {table}")).isEqualTo("0");
        assertThat(table.metrics.count("rowsParked")).isEqualTo(3);
        assertThat(table.metrics.gauge("blockedCommits")).isZero();
    }

    private static boolean run(BlockCommit commit) {
        try {
            return commit.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
