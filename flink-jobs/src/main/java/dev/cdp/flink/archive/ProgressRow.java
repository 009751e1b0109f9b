package dev.cdp.flink.archive;

import dev.cdp.contract.Progress;
import dev.cdp.flink.connector.clickhouse.ClickHouseRow;
import dev.cdp.flink.connector.clickhouse.RowMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** One row of {@code progress} per report. */
final class ProgressRow implements RowMapper<Progress> {
    static final String TABLE = "progress";
    private static final long serialVersionUID = 1L;

    @Override
    public void map(Progress progress, Consumer<ClickHouseRow> rows) {
        Map<String, Object> columns = new LinkedHashMap<>(16);
        columns.put("destination_id", progress.destinationId());
        columns.put("workspace_id", progress.workspaceId());
        columns.put("topic", progress.position().topic());
        columns.put("partition", progress.position().partition());
        columns.put("offset", progress.position().offset());
        columns.put("at", Instant.ofEpochMilli(progress.at()));
        rows.accept(new ClickHouseRow(TABLE, columns));
    }
}
