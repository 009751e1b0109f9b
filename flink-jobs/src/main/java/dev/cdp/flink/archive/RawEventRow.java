package dev.cdp.flink.archive;

import dev.cdp.contract.Envelope;
import dev.cdp.flink.connector.clickhouse.ClickHouseRow;
import dev.cdp.flink.connector.clickhouse.RowMapper;
import dev.cdp.flink.rows.EnvelopeColumns;
import java.util.Map;
import java.util.function.Consumer;

/** One row of {@code events_raw} per accepted event. */
final class RawEventRow implements RowMapper<Envelope> {
    static final String TABLE = "events_raw";
    private static final long serialVersionUID = 1L;

    @Override
    public void map(Envelope event, Consumer<ClickHouseRow> rows) {
        Map<String, Object> columns = EnvelopeColumns.of(event);
        columns.put("user_id", event.userId());
        columns.put("ip", event.ip());
        columns.put("user_agent", event.userAgent());
        columns.put("collector_instance", event.origin().instance());
        columns.put("collector_epoch", event.origin().epoch());
        columns.put("collector_sequence", event.origin().sequence());
        columns.put("payload", event.payload().utf8());
        rows.accept(new ClickHouseRow(TABLE, columns));
    }
}
