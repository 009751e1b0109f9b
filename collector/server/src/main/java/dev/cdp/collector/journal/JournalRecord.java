package dev.cdp.collector.journal;

import java.util.List;

/**
 * A record as Kafka will have it.
 *
 * @param key null for none
 * @param value null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // compared by no one
public record JournalRecord(String topic, byte[] key, List<Header> headers, byte[] value) {

    /** A header; its value may be null, as Kafka allows it. */
    public record Header(String name, byte[] value) {}

    /** Without headers. */
    public static JournalRecord of(String topic, byte[] key, byte[] value) {
        return new JournalRecord(topic, key, List.of(), value);
    }

    int approximateBytes() {
        int bytes = topic.length() + length(key) + length(value);
        for (Header header : headers) {
            bytes += header.name().length() + length(header.value());
        }
        return bytes;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }
}
