package dev.cdp.flink.connector.clickhouse;

import dev.cdp.testkit.ClickHouseService;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A table of the sink's shape on a real server. Nothing folds in it, so that a doubled row is seen. */
final class TestTable {
    /** Grows like the default: two that commit one block at the same time stop each other until one waits longer. */
    static final Backoff SOON = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(2));

    static final Instant NOVEMBER = Instant.parse("2026-11-15T12:00:00Z");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ClickHouseService server;
    private final ClickHouseConnection direct;
    private final String name = "sink_" + NUMBER.incrementAndGet() + "_" + System.nanoTime();
    private final RowEncoder encoder;
    final RecordedMetrics metrics = new RecordedMetrics();
    private final SinkMetrics sinkMetrics = new SinkMetrics(metrics);

    TestTable(ClickHouseService server) throws Exception {
        this(server, "");
    }

    /** @param settings of the table, beside those that the sink needs */
    TestTable(ClickHouseService server, String settings) throws Exception {
        this.server = server;
        this.direct = connection(server.url());
        server.query("CREATE TABLE " + name + " (_block UInt64, id UInt64, text String, properties JSON,"
                + " received_at DateTime64(3, 'UTC'), INDEX idx_block _block TYPE bloom_filter(0.001) GRANULARITY 1)"
                + " ENGINE = MergeTree PARTITION BY toYYYYMM(received_at) ORDER BY id"
                + " SETTINGS non_replicated_deduplication_window = 10000" + settings);
        encoder = new RowEncoder(
                new TableSchemaReader(new ClickHouseClient(direct), "cdp").read(name),
                EncodeRows.DEFAULT_MAX_ROW_BYTES);
    }

    static ClickHouseConnection connection(String url) {
        return new ClickHouseConnection(url, "cdp", "default", "");
    }

    String name() {
        return name;
    }

    static Map<String, Object> values(long id) {
        return Map.of(
                "id",
                id,
                "text",
                "row " + id,
                "properties",
                Map.of("n", id, "s", "2026-01-01"),
                "received_at",
                NOVEMBER);
    }

    /** Rows with these ids, in blocks of the given size. */
    List<ClickHouseCommittable> blocks(long firstId, int rows, int rowsPerBlock) throws MisfitException {
        ClickHouseWriter writer = new ClickHouseWriter(new BlockLimits(rowsPerBlock, 64 << 20));
        for (long id = firstId; id < firstId + rows; id++) {
            writer.write(encoder.encode(values(id)), null);
        }
        return new ArrayList<>(writer.prepareCommit());
    }

    ClickHouseCommittable block(long firstId, int rows) throws MisfitException {
        return blocks(firstId, rows, rows).get(0);
    }

    BlockStore store(String url) {
        return new ClickHouseBlockStore(new ClickHouseClient(connection(url)), "cdp", Duration.ofSeconds(30));
    }

    BlockStore store() {
        return store(server.url());
    }

    BlockCommit commit(ClickHouseCommittable block, boolean recovered, String url) {
        return new BlockCommit(
                block, recovered, store(url), new BlockCommit.Pace(SOON, SOON), BlockParking.NONE, sinkMetrics);
    }

    BlockCommit commit(ClickHouseCommittable block, BlockParking parking) {
        return new BlockCommit(block, false, store(), new BlockCommit.Pace(SOON, SOON), parking, sinkMetrics);
    }

    BlockCommits commits(int concurrentInserts) {
        return new BlockCommits(
                store(), new BlockCommit.Pace(SOON, SOON), BlockParking.NONE, sinkMetrics, concurrentInserts);
    }

    /** rows, distinct ids, sum of ids */
    String counts() {
        return server.query("SELECT count(), uniqExact(id), sum(id) FROM " + name);
    }

    static String expected(long rows) {
        return rows + "\t" + rows + "\t" + rows * (rows - 1) / 2;
    }

    String query(String sql) {
        return server.query(sql.replace("{table}", name));
    }
}
