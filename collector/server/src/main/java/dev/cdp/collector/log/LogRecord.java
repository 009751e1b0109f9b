package dev.cdp.collector.log;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.Origin;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import java.util.Optional;

/**
 * An entry as Kafka will have it.
 *
 * @param headers of an event; a dead letter has none
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; a copy would cost.
public record LogRecord(String topic, String key, byte[] value, Optional<RoutingHeaders> headers) {

    /** Encodes an accepted event at its place in the log. */
    public static LogRecord of(LogEntry.Accepted accepted, Origin origin) {
        Envelope envelope = accepted.at(origin);
        return new LogRecord(
                Topics.INGEST,
                envelope.partitionKey(),
                EnvelopeCodec.write(envelope),
                Optional.of(RoutingHeaders.of(envelope)));
    }

    /** Encodes a dead letter. */
    public static LogRecord of(DeadLetter letter) {
        return new LogRecord(Topics.DEAD_LETTERS, letter.key(), DeadLetterCodec.write(letter), Optional.empty());
    }
}
