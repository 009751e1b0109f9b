package dev.cdp.flink.ledger;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.EventId;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.Outcome;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.flink.kafka.KafkaRecord;
import dev.cdp.flink.serialization.ValueTypeInfo;
import java.util.Optional;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.OutputTag;

/** Outcomes as a stream. */
public final class Outcomes {
    public static final TypeInformation<Outcome> TYPE = new ValueTypeInfo<>(Outcome.class, new OutcomeSerializer());

    /** The side output to which operators tell what ends with them and becomes neither a row nor a dead letter. */
    public static final OutputTag<Outcome> OUTPUT = new OutputTag<>("outcomes", TYPE);

    private Outcomes() {}

    /** All that these operators end, as one stream. */
    public static DataStream<Outcome> of(
            SingleOutputStreamOperator<?> operator, SingleOutputStreamOperator<?>... more) {
        DataStream<Outcome> outcomes = operator.getSideOutput(OUTPUT);
        for (SingleOutputStreamOperator<?> other : more) {
            outcomes = outcomes.union(other.getSideOutput(OUTPUT));
        }
        return outcomes;
    }

    /** The outcome of an event of which a destination gets nothing, by the will of a function or a connection. */
    public static Outcome dropped(Envelope event, String destinationId, String reason, String detail) {
        return outcome(event, destinationId, Outcome.State.DROPPED, reason, detail, 0);
    }

    /** The outcome of an event that stands in a destination whose rows the ledger can't read. */
    public static Outcome delivered(Envelope event, String destinationId, int rows) {
        return outcome(event, destinationId, Outcome.State.DELIVERED, "", "", rows);
    }

    /** That an event waits for another try of a function. Whatever becomes of it is of a later version. */
    public static Outcome retried(Envelope event, String destinationId, String functionId) {
        return new Outcome(
                event.eventId(),
                event.workspaceId(),
                event.sourceId(),
                destinationId,
                Outcome.State.HELD,
                "retry",
                functionId,
                0,
                event.receivedAt(),
                event.version() - 1,
                event.origin());
    }

    /**
     * That an event waits for its connection, told from its record, unread. Whatever becomes of it is of a later
     * version.
     *
     * @param reason {@code paused}, or {@code busy}: functions of its source are behind
     * @return empty when the headers don't tell which event it is
     */
    public static Optional<Outcome> held(KafkaRecord record, String destinationId, String reason) {
        try {
            RoutingHeaders event = RoutingHeaders.read(record::headerBytes);
            return Optional.of(new Outcome(
                    EventId.of(event.workspaceId(), event.sourceId(), record.keyText(), event.messageId()),
                    event.workspaceId(),
                    event.sourceId(),
                    destinationId,
                    Outcome.State.HELD,
                    reason,
                    "",
                    0,
                    event.receivedAt(),
                    event.receivedAt() - 1,
                    event.origin()));
        } catch (MalformedRecordException e) {
            return Optional.empty();
        }
    }

    private static Outcome outcome(
            Envelope event, String destinationId, Outcome.State state, String reason, String detail, int rows) {
        return new Outcome(
                event.eventId(),
                event.workspaceId(),
                event.sourceId(),
                destinationId,
                state,
                reason,
                detail,
                rows,
                event.receivedAt(),
                event.version(),
                event.origin());
    }
}
