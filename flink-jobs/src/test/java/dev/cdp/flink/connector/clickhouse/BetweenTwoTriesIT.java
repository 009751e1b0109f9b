package dev.cdp.flink.connector.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an upgrade, an operator or a view does to the server between two tries of a block. */
class BetweenTwoTriesIT {
    private static final String DROP = "ALTER TABLE {table} DROP PARTITION 202611";
    private static final String DELETE = "ALTER TABLE {table} DELETE WHERE 1 SETTINGS mutations_sync = 2";
    private static final String EXPIRE = "OPTIMIZE TABLE {table} FINAL";

    private final ClickHouseService server = TestServices.clickHouse();
    private TestTable table;

    @BeforeEach
    void createTable() throws Exception {
        table = new TestTable(server);
    }

    /** An upgrade may hash tokens in another way, or read the log of the old version no more. */
    @ParameterizedTest
    @ValueSource(strings = {"forgotten", "hashed otherwise"})
    void restoredBlocksAreThereOnceThoughTheServerKnowsTheirTokensNoMore(String tokens) throws Exception {
        List<ClickHouseCommittable> pending = table.blocks(0, 40, 10);
        table.commit(pending.get(0), false, server.url()).run();
        table.commit(pending.get(1), false, server.url()).run();

        Path log = logOfInserts();
        assumeTrue(Files.isDirectory(log), "needs the server's files");
        table.query("DETACH TABLE {table} SYNC");
        for (Path file : files(log)) {
            change(file, tokens);
        }
        table.query("ATTACH TABLE {table}");
        for (ClickHouseCommittable block : pending) {
            table.commit(block, true, server.url()).run();
        }

        assertThat(table.counts()).isEqualTo(TestTable.expected(40));
        assertThat(table.metrics.count("inDoubtFoundInPlace")).isEqualTo(2);
    }

    /** No server tells "deleted" from "never written": the rows come back, and a deletion made afterwards holds. */
    @ParameterizedTest
    @ValueSource(strings = {DROP, DELETE, EXPIRE})
    void whatWasDeletedStaysDeletedOnceThePendingCommitIsThrough(String deletion) throws Exception {
        if (deletion.equals(EXPIRE)) {
            table.query("ALTER TABLE {table} MODIFY TTL toDateTime(received_at) - INTERVAL 10 YEAR");
        }
        ClickHouseCommittable block = table.block(0, 100);
        table.commit(block, false, server.url()).run();
        table.query(deletion);
        assertThat(table.counts()).startsWith("0\t");

        table.commit(block, true, server.url()).run();
        table.query(deletion);

        assertThat(table.counts()).startsWith("0\t");
        if (deletion.equals(EXPIRE)) {
            table.query("ALTER TABLE {table} REMOVE TTL");
        }
        table.commit(table.block(0, 50), false, server.url()).run();
        assertThat(table.counts()).as("what comes later is untouched").isEqualTo(TestTable.expected(50));
    }

    /** The server puts the part in place and then fails in the view; it says so, but the rows are found when asked for. */
    @Test
    void tableOfAViewThatFailsHasItsRowsOnceAndTheViewCanBeFilledFromThem() throws Exception {
        table.query("CREATE TABLE {table}_seen (_block UInt64, id UInt64) ENGINE = MergeTree ORDER BY id");
        table.query("CREATE MATERIALIZED VIEW {table}_view TO {table}_seen AS"
                + " SELECT _block, id FROM {table} WHERE throwIf(id = 7, 'broken view') = 0");
        table.commit(table.block(0, 10), false, server.url()).run();
        table.commit(table.block(10, 10), false, server.url()).run();
        assertThat(table.counts()).isEqualTo(TestTable.expected(20));
        assertThat(table.metrics.count("inDoubtFoundInPlace")).isEqualTo(1);
        assertThat(table.query("SELECT count() FROM {table}_seen")).isEqualTo("10");

        table.query("INSERT INTO {table}_seen SELECT _block, id FROM {table}"
                + " WHERE _block NOT IN (SELECT _block FROM {table}_seen)");

        assertThat(table.query("SELECT count(), uniqExact(id), sum(id) FROM {table}_seen"))
                .isEqualTo(TestTable.expected(20));
    }

    private Path logOfInserts() {
        return Path.of(table.query(
                        "SELECT data_paths[1] FROM system.tables WHERE database = 'cdp' AND name = '{table}'"))
                .resolve("deduplication_logs");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    /** Each line is an operation, a part and the hash of a token. */
    private static void change(Path file, String tokens) throws IOException {
        String log = Files.readString(file);
        Files.writeString(file, tokens.equals("forgotten") ? "" : log.replaceAll("_(\\d+)\n", "_1$1\n"));
    }
}
