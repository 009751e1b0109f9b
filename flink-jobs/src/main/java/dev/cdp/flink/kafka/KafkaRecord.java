package dev.cdp.flink.kafka;

import dev.cdp.contract.RoutingHeaders;
import dev.cdp.flink.serialization.ValueTypeInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * A record as it stands in Kafka, unread.
 *
 * @param timestamp of the record, epoch milliseconds
 * @param key empty when the record has none
 * @param value empty when the record has none
 */
public record KafkaRecord(
        String topic, int partition, long offset, long timestamp, byte[] key, byte[] value, List<KafkaHeader> headers) {

    public static final TypeInformation<KafkaRecord> TYPE =
            new ValueTypeInfo<>(KafkaRecord.class, new KafkaRecordSerializer());

    /** The key as text; what is not UTF-8 is replaced. */
    public String keyText() {
        return new String(key, StandardCharsets.UTF_8);
    }

    /** The last header of this name as text, or null. */
    public String header(String name) {
        byte[] value = headerBytes(name);
        return value == null ? null : new String(value, StandardCharsets.UTF_8);
    }

    /** The last header of this name, or null. */
    public byte[] headerBytes(String name) {
        for (int i = headers.size() - 1; i >= 0; i--) {
            if (headers.get(i).key().equals(name)) {
                return headers.get(i).value();
            }
        }
        return null;
    }

    /** When the collector received the event, epoch milliseconds; the record's own time when no header tells. */
    public long receivedAt() {
        String receivedAt = header(RoutingHeaders.RECEIVED_AT);
        try {
            return receivedAt == null ? timestamp : Long.parseLong(receivedAt);
        } catch (NumberFormatException e) {
            return timestamp;
        }
    }

    /** Where the record stands: {@code topic/partition/offset}. */
    public String position() {
        return topic + '/' + partition + '/' + offset;
    }
}
