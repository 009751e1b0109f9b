package dev.cdp.flink.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.flat.FlattenException;
import dev.cdp.flink.connection.OutgoingEvent;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.deadletter.DeliveryFailures;
import java.io.IOException;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Flattens payloads. In = flattened + unflattenable, which go to the dead letters; the link of such
 * an event goes on without it, since it is known to be true.
 */
final class FlattenEvents extends ProcessFunction<OutgoingEvent, FlatEvent> {
    private static final long serialVersionUID = 1L;

    private final String destinationId;
    private final FlatForm form;
    private transient PayloadReader payloads;
    private transient Counter unflattenable;

    FlattenEvents(String destinationId, FlatForm form) {
        this.destinationId = destinationId;
        this.form = form;
    }

    @Override
    public void open(OpenContext context) {
        payloads = new PayloadReader(form);
        unflattenable = getRuntimeContext().getMetricGroup().counter("unflattenable");
    }

    @Override
    public void processElement(OutgoingEvent outgoing, Context context, Collector<FlatEvent> out) {
        ProcessedEvent event = outgoing.event();
        if (outgoing.linkOnly()) {
            out.collect(new FlatEvent(event, outgoing.rowNo(), null));
            return;
        }
        try {
            out.collect(flat(outgoing));
        } catch (FlattenException e) {
            reject(event, reasonOf(e.problem()), e.field(), e.getMessage(), context, out);
        } catch (ReturnedEvent.InvalidFieldException e) {
            reject(event, DeadLetter.Reason.INVALID_FIELD, e.field(), e.getMessage(), context, out);
        } catch (IOException e) {
            // Well-formed, or the envelope could not have been read, but past a limit of the parser.
            reject(event, DeadLetter.Reason.LIMIT_EXCEEDED, "", "the payload is beyond what can be read", context, out);
        }
    }

    private FlatEvent flat(OutgoingEvent outgoing)
            throws FlattenException, IOException, ReturnedEvent.InvalidFieldException {
        JsonNode payload = payloads.tree(outgoing.payload());
        ProcessedEvent event =
                outgoing.returned() == null ? outgoing.event() : ReturnedEvent.apply(outgoing.event(), payload);
        return new FlatEvent(event, outgoing.rowNo(), payloads.columns(payload));
    }

    private void reject(
            ProcessedEvent event,
            DeadLetter.Reason reason,
            String field,
            String error,
            Context context,
            Collector<FlatEvent> out) {
        unflattenable.inc();
        long now = context.timerService().currentProcessingTime();
        context.output(
                DeadLetters.OUTPUT,
                DeliveryFailures.deadLetter(event.envelope(), destinationId, reason, field, error, now));
        if (event.link() != null) {
            out.collect(new FlatEvent(event, 0, null));
        }
    }

    private static DeadLetter.Reason reasonOf(FlattenException.Problem problem) {
        return switch (problem) {
            case COLLISION -> DeadLetter.Reason.NAME_COLLISION;
            case LIMIT -> DeadLetter.Reason.LIMIT_EXCEEDED;
        };
    }
}
