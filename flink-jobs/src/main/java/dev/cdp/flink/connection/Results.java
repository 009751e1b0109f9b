package dev.cdp.flink.connection;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.deadletter.DeliveryFailures;
import dev.cdp.flink.deadletter.FunctionFailures;
import dev.cdp.flink.functions.ChainResult;
import dev.cdp.flink.ledger.Outcomes;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/** Gives out what events have come to at one destination: rows, dead letters, outcomes, links alone. */
final class Results {
    private final Output<StreamRecord<OutgoingEvent>> output;
    private final String destinationId;
    private final ConnectionMetrics metered;
    private final LongSupplier clock;

    Results(
            Output<StreamRecord<OutgoingEvent>> output,
            String destinationId,
            ConnectionMetrics metered,
            LongSupplier clock) {
        this.output = output;
        this.destinationId = destinationId;
        this.metered = metered;
        this.clock = clock;
    }

    /** Tells the ledger that an event is still under way. */
    void waits(ProcessedEvent event, String functionId) {
        output.collect(
                Outcomes.OUTPUT, new StreamRecord<>(Outcomes.retried(event.envelope(), destinationId, functionId)));
    }

    void release(ProcessedEvent event, Decision decision) {
        if (decision instanceof Decision.Pass) {
            metered.delivered.inc();
            collect(OutgoingEvent.unchanged(event));
        } else if (decision instanceof Decision.Drop drop) {
            drop(event, drop.reason(), drop.connectionId());
        } else if (decision instanceof Decision.Undecidable) {
            DeadLetter letter = DeliveryFailures.deadLetter(
                    event.envelope(),
                    destinationId,
                    DeadLetter.Reason.CONFIG_UNREADABLE,
                    "",
                    "a record of the workspace's configuration can't be read",
                    clock.getAsLong());
            reject(event, letter);
        } else {
            metered.elsewhere.inc();
        }
    }

    void release(ProcessedEvent event, ChainResult result) {
        if (result instanceof ChainResult.Events events) {
            metered.delivered.inc();
            List<byte[]> returned = events.events();
            for (int rowNo = 0; rowNo < returned.size(); rowNo++) {
                collect(OutgoingEvent.returned(event, rowNo, returned.get(rowNo)));
            }
        } else if (result instanceof ChainResult.Dropped dropped) {
            drop(event, Decision.Drop.FUNCTION, dropped.functionId() + ", version " + dropped.version());
        } else if (result instanceof ChainResult.Failed failed) {
            DeadLetter letter = FunctionFailures.deadLetter(
                    event.envelope(),
                    destinationId,
                    failed.functionId(),
                    failed.version(),
                    failed.failure(),
                    clock.getAsLong());
            reject(event, letter);
        }
    }

    private void collect(OutgoingEvent row) {
        metered.rows.inc();
        output.collect(new StreamRecord<>(row));
    }

    private void drop(ProcessedEvent event, String reason, String detail) {
        metered.dropped.inc();
        output.collect(
                Outcomes.OUTPUT, new StreamRecord<>(Outcomes.dropped(event.envelope(), destinationId, reason, detail)));
        // Without consent nothing of the event may be kept, be it ever so true.
        if (!reason.equals(Decision.Drop.NO_CONSENT)) {
            keepLink(event);
        }
    }

    private void reject(ProcessedEvent event, DeadLetter letter) {
        metered.deadLetters.inc();
        output.collect(DeadLetters.OUTPUT, new StreamRecord<>(letter));
        keepLink(event);
    }

    /** Of an event that is no row here: the rows that came before may still have to follow. */
    void keepLink(ProcessedEvent event) {
        if (event.link() != null) {
            output.collect(new StreamRecord<>(OutgoingEvent.linkOf(event)));
        }
    }
}
