package dev.cdp.flink.ledger;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.Outcome;
import dev.cdp.flink.serialization.ValueTypeInfo;
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
