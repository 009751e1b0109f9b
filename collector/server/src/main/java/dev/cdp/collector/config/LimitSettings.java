package dev.cdp.collector.config;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;

/**
 * What one request may hold. Read at the start, which fails when the limits contradict each other:
 * an event that passes its own limit must fit into a record.
 *
 * @param payloadKb KiB of one event
 * @param batchKb KiB of one batch
 * @param batchEvents events in one batch
 * @param recordKb KiB of one record; Kafka's topics must take as much
 */
@Context
@ConfigurationProperties("cdp.limits")
public record LimitSettings(int payloadKb, int batchKb, int batchEvents, int recordKb) {
    /** What the journal takes. */
    private static final int MAX_RECORD_KB = 16 * 1024;

    private static final int MAX_BATCH_KB = 64 * 1024;

    /** Of an envelope or a dead letter around its payload: ids, names and the user agent, all escaped. */
    private static final int AROUND_PAYLOAD_KB = 24;

    public LimitSettings {
        requireBetween("PAYLOAD_LIMIT_KB", payloadKb, 1, batchKb);
        requireBetween("BATCH_LIMIT_KB", batchKb, 1, MAX_BATCH_KB);
        requireBetween("BATCH_LIMIT_EVENTS", batchEvents, 1, Integer.MAX_VALUE);
        requireBetween("RECORD_LIMIT_KB", recordKb, 2 * payloadKb + AROUND_PAYLOAD_KB, MAX_RECORD_KB);
    }

    private static void requireBetween(String setting, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "%s is %d, but the other limits ask for %d to %d".formatted(setting, value, min, max));
        }
    }

    public int payloadBytes() {
        return payloadKb * 1024;
    }

    /** Of an event whose misfits were moved aside, which makes it longer. */
    public int keptBytes() {
        return 2 * payloadBytes();
    }

    public int batchBytes() {
        return batchKb * 1024;
    }

    /** Of a record's payload, as it is encoded in the record. */
    public int payloadInRecordBytes() {
        return (recordKb - AROUND_PAYLOAD_KB) * 1024;
    }
}
