package dev.cdp.flink.delivery;

import dev.cdp.flink.connector.clickhouse.ClickHouseRow;
import dev.cdp.flink.connector.clickhouse.RowMapper;
import java.util.Map;
import java.util.function.Consumer;

/** The row of {@code events} that an event would be, in {@code events_shadow}, under the name of its replay. */
final class ShadowRows implements RowMapper<FlatEvent> {
    static final String TABLE = "events_shadow";
    private static final long serialVersionUID = 1L;

    private final String replayId;

    ShadowRows(String replayId) {
        this.replayId = replayId;
    }

    @Override
    public void map(FlatEvent flat, Consumer<ClickHouseRow> rows) {
        if (flat.columns() != null) {
            Map<String, Object> columns = EventRows.event(flat);
            columns.put("replay_id", replayId);
            rows.accept(new ClickHouseRow(TABLE, columns));
        }
    }
}
