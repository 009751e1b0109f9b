package dev.cdp.flink.warehouse;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.flat.FlattenException;
import dev.cdp.flink.connector.jdbc.MisfitException;
import dev.cdp.flink.deadletter.DeliveryFailures;
import java.io.IOException;

/** Dead letters of events whose rows the warehouse refuses. */
final class WarehouseRefusals {
    private WarehouseRefusals() {}

    static DeadLetter deadLetter(Envelope event, String destinationId, String table, MisfitException misfit) {
        Reason reason = reason(misfit.getCause());
        String error = reason == Reason.ROW_REFUSED
                ? "table " + table + " refuses the row: " + misfit.getMessage()
                : misfit.getMessage();
        return DeliveryFailures.deadLetter(
                event, destinationId, reason, misfit.field(), error, System.currentTimeMillis());
    }

    private static Reason reason(Throwable cause) {
        if (cause instanceof FlattenException e) {
            return switch (e.problem()) {
                case COLLISION -> Reason.NAME_COLLISION;
                case LIMIT -> Reason.LIMIT_EXCEEDED;
            };
        }
        return cause instanceof IOException ? Reason.LIMIT_EXCEEDED : Reason.ROW_REFUSED;
    }
}
