package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlockCommitTest {
    private static final Backoff SOON = new Backoff(Duration.ofMillis(1), Duration.ofMillis(2));
    private static final Backoff NEVER = new Backoff(Duration.ofDays(1), Duration.ofDays(1));
    private static final int UNKNOWN_TABLE = 60;
    private static final int TOO_MANY_PARTS = 252;

    private final ScriptedClickHouse server = new ScriptedClickHouse();
    private final RecordedMetrics metrics = new RecordedMetrics();
    private final ClickHouseCommittable block =
            new ClickHouseCommittable(7, 0xabcdef, "events", "202611", 3, BlockFormat.ROWS, new byte[] {1, 2, 3});

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void firstTryThatIsAnswered200IsDoneWithoutAsking() throws Exception {
        server.insertSucceeds();
        assertThat(commit(false, SOON).run()).isFalse();
        assertThat(server.deviations()).isEmpty();
        assertThat(metrics.count("blocksCommitted")).isEqualTo(1);
        assertThat(metrics.count("rowsCommitted")).isEqualTo(3);
        assertThat(metrics.count("bytesCommitted")).isEqualTo(3);
        assertThat(metrics.count("inDoubtFoundInPlace")).isZero();
    }

    @Test
    void lostAnswerOfAnInsertThatTookEffectIsNotInsertedAgain() throws Exception {
        server.insertAnswerIsLost().killFinds().lookFinds(true);
        assertThat(commit(false, SOON).run()).isTrue();
        assertThat(server.deviations()).isEmpty();
        assertThat(metrics.count("inDoubtFoundInPlace")).isEqualTo(1);
        assertThat(metrics.count("retries")).isEqualTo(1);
    }

    @Test
    void insertThatDidNotTakeEffectIsRepeatedUnderTheSameToken() throws Exception {
        server.insertAnswerIsLost()
                .killFinds()
                .lookFinds(false)
                .insertSucceeds()
                .lookFinds(true);
        commit(false, SOON).run();
        assertThat(server.deviations()).isEmpty();
        assertThat(server.steps().get(0).token()).isEqualTo(block.insertId());
        assertThat(server.steps().get(3).token()).isEqualTo(block.insertId());
        assertThat(metrics.count("ghostTokens")).isZero();
    }

    @Test
    void rowsThatTheServerRemembersButDoesNotHaveAreSentUnderAFreshToken() throws Exception {
        server.insertAnswerIsLost().killFinds().lookFinds(false);
        server.insertSucceeds().lookFinds(false); // a ghost
        server.insertSucceeds();
        commit(false, SOON).run();
        assertThat(server.deviations()).isEmpty();
        ScriptedClickHouse.Step last = server.steps().get(5);
        assertThat(last.token()).startsWith(block.insertId() + "-").isNotEqualTo(block.insertId());
        assertThat(last.queryId()).isEqualTo(block.insertId());
        assertThat(metrics.count("ghostTokens")).isEqualTo(1);
    }

    /** Another one for each try could write the rows twice when an earlier try arrives late. */
    @Test
    void freshTokenThatIsInDoubtIsKeptUntilItIsAGhostItself() throws Exception {
        server.killFinds().lookFinds(false).insertSucceeds().lookFinds(false);
        server.insertAnswerIsLost().killFinds().lookFinds(false);
        server.insertSucceeds().lookFinds(false);
        server.insertSucceeds();
        commit(true, SOON).run();
        assertThat(server.deviations()).isEmpty();
        String first = server.steps().get(4).token();
        assertThat(server.steps().get(7).token()).isEqualTo(first);
        assertThat(server.steps().get(9).token()).isNotEqualTo(first);
        assertThat(metrics.count("ghostTokens")).isEqualTo(2);
    }

    @Test
    void recoveredBlockIsAskedForBeforeItIsInserted() throws Exception {
        server.killFinds().lookFinds(true);
        assertThat(commit(true, SOON).run()).isTrue();
        assertThat(server.kinds()).containsExactly("kill", "look");
    }

    @Test
    void errorBehindA200IsAnError() throws Exception {
        server.insertFailsBehind200(TOO_MANY_PARTS).killFinds().lookFinds(true);
        assertThat(commit(false, SOON).run()).isTrue();
        assertThat(server.deviations()).isEmpty();
    }

    @Test
    void refusalForGoodIsCountedAsBlockedUntilTheTableIsRepaired() throws Exception {
        server.insertFails(UNKNOWN_TABLE, "Table cdp.events does not exist");
        Backoff untilInterrupted = NEVER;
        Thread commit = new Thread(() -> runQuietly(commit(false, untilInterrupted)));
        commit.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> metrics.gauge("blockedCommits") == 1);
        assertThat(metrics.count("blocksCommitted")).isZero();
        commit.interrupt();
        commit.join();
        assertThat(metrics.gauge("blockedCommits")).isZero();

        server.killFinds().lookFinds(false).insertSucceeds().lookFinds(true);
        commit(true, SOON).run();
        assertThat(server.deviations()).isEmpty();
    }

    @Test
    void refusalPassesOnceTheServerTakesTheBlock() throws Exception {
        server.insertFails(UNKNOWN_TABLE, "no such table");
        server.killFinds().lookFinds(false).insertFails(UNKNOWN_TABLE, "no such table");
        server.killFinds().lookFinds(false).insertSucceeds().lookFinds(true);
        commit(false, SOON).run();
        assertThat(server.deviations()).isEmpty();
        assertThat(metrics.gauge("blockedCommits")).isZero();
        assertThat(metrics.count("retries")).isEqualTo(2);
    }

    @Test
    void waitEndsWhenTheTaskIsCancelled() throws Exception {
        server.insertFails(UNKNOWN_TABLE, "no such table");
        AtomicReference<Thread> runner = new AtomicReference<>();
        CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> {
            runner.set(Thread.currentThread());
            assertThatThrownBy(() -> commit(false, NEVER).run()).isInstanceOf(InterruptedException.class);
        });
        await().atMost(Duration.ofMinutes(1)).until(() -> metrics.gauge("blockedCommits") == 1);
        runner.get().interrupt();
        commit.get();
    }

    /** A profile of the server's must not decide what an insert does. */
    @Test
    void everyInsertCarriesAllSettingsThatItReliesOn() throws Exception {
        server.insertSucceeds();
        commit(false, SOON).run();
        Map<String, String> sent = server.lastInsert();
        assertThat(sent).containsAllEntriesOf(InsertSettings.INSERT);
        assertThat(sent)
                .containsEntry("async_insert", "0")
                .containsEntry("optimize_on_insert", "0")
                .containsEntry("max_partitions_per_insert_block", "1")
                .containsEntry("insert_deduplicate", "1")
                .containsEntry("insert_deduplication_token", block.insertId())
                .containsEntry("query_id", block.insertId())
                .containsEntry("database", "cdp");
    }

    private BlockCommit commit(boolean recovered, Backoff refused) {
        BlockStore store =
                new ClickHouseBlockStore(new ClickHouseClient(server.connection()), "cdp", Duration.ofSeconds(10));
        return new BlockCommit(
                block,
                recovered,
                store,
                new BlockCommit.Pace(SOON, refused),
                BlockParking.NONE,
                new SinkMetrics(metrics));
    }

    private static void runQuietly(BlockCommit commit) {
        try {
            commit.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
