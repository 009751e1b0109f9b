package dev.cdp.flink.archive;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.EventId;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.Origin;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import dev.cdp.flink.connector.clickhouse.ClickHouseRow;
import dev.cdp.flink.connector.clickhouse.RowMapper;
import dev.cdp.flink.kafka.KafkaRecord;
import dev.cdp.flink.rows.Times;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One row of {@code accepted} per accepted record, made from the headers: one whose value can't be read was accepted all
 * the same. A replay has none, since its event was accepted before, unless a collector had rejected it. Headers that can't be read leave it to the
 * value. With neither there is no row, and the gap in the sequences shows it.
 */
final class AcceptedRow implements RowMapper<KafkaRecord> {
    static final String TABLE = "accepted";
    private static final long serialVersionUID = 1L;

    @Override
    public void map(KafkaRecord record, Consumer<ClickHouseRow> rows) {
        try {
            RoutingHeaders headers = RoutingHeaders.read(record::headerBytes);
            if (wasAcceptedBefore(headers.origin(), record)) {
                return;
            }
            EventId id = EventId.of(headers.workspaceId(), headers.sourceId(), record.keyText(), headers.messageId());
            rows.accept(row(id, headers, record));
        } catch (MalformedRecordException e) {
            mapValue(record, rows);
        }
    }

    private static void mapValue(KafkaRecord record, Consumer<ClickHouseRow> rows) {
        try {
            Envelope event = EnvelopeCodec.read(record.value());
            if (!wasAcceptedBefore(event.origin(), record)) {
                rows.accept(row(event.eventId(), RoutingHeaders.of(event), record));
            }
        } catch (MalformedRecordException e) {
            // A dead letter of the processing job tells what it was.
        }
    }

    private static boolean wasAcceptedBefore(Origin origin, KafkaRecord record) {
        return record.topic().endsWith(Topics.RETRY) && !origin.instance().equals(Origin.REPLAY);
    }

    private static ClickHouseRow row(EventId id, RoutingHeaders event, KafkaRecord record) {
        Map<String, Object> columns = new LinkedHashMap<>(32);
        columns.put("collector_instance", event.origin().instance());
        columns.put("collector_epoch", event.origin().epoch());
        columns.put("collector_sequence", event.origin().sequence());
        columns.put("event_id", id.toUuid());
        columns.put("workspace_id", event.workspaceId());
        columns.put("source_id", event.sourceId());
        columns.put("received_at", Times.orElse(event.receivedAt(), record.timestamp()));
        columns.put("topic", record.topic());
        columns.put("partition", record.partition());
        columns.put("offset", record.offset());
        return new ClickHouseRow(TABLE, columns);
    }
}
