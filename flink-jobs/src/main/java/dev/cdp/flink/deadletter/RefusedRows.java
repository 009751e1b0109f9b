package dev.cdp.flink.deadletter;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.Envelope;
import dev.cdp.flink.connector.clickhouse.RejectedRow;
import java.io.Serializable;

/** Makes a dead letter of the event whose row its destination refused. */
public final class RefusedRows<IN> implements RejectedRow.Handler<IN, DeadLetter> {
    private static final long serialVersionUID = 1L;

    private final String destinationId;
    private final EventOf<IN> eventOf;

    /** The event that a row was made of. */
    @FunctionalInterface
    public interface EventOf<IN> extends Serializable {
        Envelope get(IN element);
    }

    public RefusedRows(String destinationId, EventOf<IN> eventOf) {
        this.destinationId = destinationId;
        this.eventOf = eventOf;
    }

    @Override
    public DeadLetter handle(RejectedRow<IN> rejected) {
        String error = "table " + rejected.row().table() + " refuses the row: " + rejected.reason();
        return DeliveryFailures.deadLetter(
                eventOf.get(rejected.element()),
                destinationId,
                DeadLetter.Reason.ROW_REFUSED,
                rejected.column(),
                error,
                System.currentTimeMillis());
    }
}
