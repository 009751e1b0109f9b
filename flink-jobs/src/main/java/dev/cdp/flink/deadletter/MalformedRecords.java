package dev.cdp.flink.deadletter;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.EventId;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.flink.kafka.KafkaRecord;
import java.nio.charset.StandardCharsets;

/** Makes a dead letter of a Kafka record that can't be read, from what its headers still tell. */
public final class MalformedRecords {
    /** A dead letter has to fit a Kafka record itself. The record stays in its topic in full. */
    private static final int MAX_PAYLOAD_CHARS = 256 * 1024;

    private MalformedRecords() {}

    /**
     * The dead letter of a record. The same record gives the same event id again: that of the event
     * when its headers are whole, else one made from the record's place in Kafka.
     *
     * @param now epoch milliseconds
     */
    public static DeadLetter deadLetter(
            KafkaRecord record, DeadLetter.Stage stage, MalformedRecordException problem, long now) {
        String workspaceId = headerOr(record, RoutingHeaders.WORKSPACE_ID, "");
        String sourceId = headerOr(record, RoutingHeaders.SOURCE_ID, "");
        String messageId = headerOr(record, RoutingHeaders.MESSAGE_ID, record.position());
        return new DeadLetter(
                EventId.of(workspaceId, sourceId, record.keyText(), messageId),
                workspaceId,
                sourceId,
                messageId,
                headerOr(record, RoutingHeaders.TYPE, ""),
                stage,
                DeadLetter.Reason.MALFORMED_RECORD,
                problem.field(),
                problem.getMessage() + " (Kafka record " + record.position() + ')',
                "",
                "",
                record.receivedAt(),
                now,
                payload(record));
    }

    private static String headerOr(KafkaRecord record, String name, String otherwise) {
        String value = record.header(name);
        return value == null || value.isEmpty() ? otherwise : value;
    }

    private static String payload(KafkaRecord record) {
        String text = new String(record.value(), StandardCharsets.UTF_8);
        return text.length() <= MAX_PAYLOAD_CHARS ? text : text.substring(0, MAX_PAYLOAD_CHARS);
    }
}
