package dev.cdp.flink.replay;

import dev.cdp.flink.connector.clickhouse.ClickHouseRow;
import dev.cdp.flink.connector.clickhouse.RowMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One row of {@code replay_chunks} per chunk that was read. */
final class ChunkRow implements RowMapper<ReadChunk> {
    static final String TABLE = "replay_chunks";
    private static final long serialVersionUID = 1L;

    private final String replayId;

    ChunkRow(String replayId) {
        this.replayId = replayId;
    }

    @Override
    public void map(ReadChunk chunk, Consumer<ClickHouseRow> rows) {
        Map<String, Object> columns = new LinkedHashMap<>(8);
        columns.put("replay_id", replayId);
        columns.put("chunk", chunk.number());
        columns.put("records", chunk.records());
        columns.put("events", chunk.events());
        columns.put("read_at", Instant.ofEpochMilli(chunk.readAt()));
        rows.accept(new ClickHouseRow(TABLE, columns));
    }
}
