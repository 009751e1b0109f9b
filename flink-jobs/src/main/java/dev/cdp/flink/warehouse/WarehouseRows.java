package dev.cdp.flink.warehouse;

import dev.cdp.contract.Envelope;
import dev.cdp.flink.connector.jdbc.JdbcRow;
import dev.cdp.flink.connector.jdbc.MisfitException;
import dev.cdp.flink.connector.jdbc.RowMapper;
import dev.cdp.flink.delivery.FlatEvent;
import dev.cdp.flink.delivery.FlatEvent.PayloadColumns;
import dev.cdp.flink.rows.EnvelopeColumns;
import java.io.IOException;
import java.util.Map;

/** Makes the row of an event: the server's facts, and a column for each flat field of its payload. */
final class WarehouseRows implements RowMapper<FlatEvent> {
    private static final long serialVersionUID = 1L;

    @Override
    public JdbcRow map(FlatEvent flat) throws MisfitException {
        Envelope envelope = flat.event().envelope();
        Map<String, Object> columns = EnvelopeColumns.of(envelope);
        columns.put("row_no", flat.rowNo());
        columns.put("version", envelope.version());
        columns.put(WarehouseTable.USER_ID, flat.event().userId());
        columns.put(WarehouseTable.SENT_USER_ID, flat.sentUserId());
        columns.put("previous_id", envelope.previousId());
        columns.put("ip", envelope.ip());
        addPayload(columns, flat.columns());
        return new JdbcRow(columns);
    }

    private static void addPayload(Map<String, Object> columns, PayloadColumns payload) throws MisfitException {
        columns.put("name", payload.name());
        columns.put("group_id", payload.groupId());
        try {
            Fields.addTo(columns, "properties_", payload.properties());
            Fields.addTo(columns, "traits_", payload.traits());
            Fields.addTo(columns, "context_", payload.context());
        } catch (IOException e) {
            throw new MisfitException("", "its fields are beyond what can be read", e);
        }
    }
}
