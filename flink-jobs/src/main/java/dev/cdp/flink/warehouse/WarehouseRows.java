package dev.cdp.flink.warehouse;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.RawJson;
import dev.cdp.contract.flat.FlattenException;
import dev.cdp.flink.connector.jdbc.JdbcRow;
import dev.cdp.flink.connector.jdbc.MisfitException;
import dev.cdp.flink.rows.EnvelopeColumns;
import java.io.IOException;
import java.util.Map;

/** Makes the row of an event, or says why there can be none. */
final class WarehouseRows {
    private final Fields fields = new Fields();

    /**
     * @param rowNo counts the rows that functions made of one event, from 0
     * @param payload what is to be flattened
     */
    JdbcRow row(ProcessedEvent event, int rowNo, RawJson payload) throws MisfitException {
        Envelope envelope = event.envelope();
        Map<String, Object> columns = EnvelopeColumns.of(envelope);
        columns.put("row_no", rowNo);
        columns.put("version", envelope.version());
        columns.put(WarehouseTable.USER_ID, event.userId());
        columns.put(WarehouseTable.SENT_USER_ID, sentUserId(event));
        columns.put("previous_id", envelope.previousId());
        columns.put("ip", envelope.ip());
        try {
            fields.addTo(columns, payload);
        } catch (FlattenException e) {
            throw new MisfitException(e.field(), e.getMessage(), e);
        } catch (IOException e) {
            throw new MisfitException("", "the payload is beyond what can be read", e);
        }
        return new JdbcRow(columns);
    }

    /** Empty for a user id that is no one's: processing has put another in its place, or none. */
    private static String sentUserId(ProcessedEvent event) {
        String sent = event.envelope().userId();
        return sent.equals(event.userId()) ? sent : "";
    }
}
