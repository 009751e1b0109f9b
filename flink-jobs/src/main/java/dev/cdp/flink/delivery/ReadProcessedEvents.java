package dev.cdp.flink.delivery;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.Replay;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.deadletter.MalformedRecords;
import dev.cdp.flink.kafka.KafkaRecord;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Reads processed events for one destination. In = out + malformed, which go to the dead letters, +
 * skipped: replays for another destination, which this one has had.
 */
final class ReadProcessedEvents extends ProcessFunction<KafkaRecord, ProcessedEvent> {
    private static final long serialVersionUID = 1L;

    private final String destinationId;
    private transient Counter malformed;
    private transient Counter skipped;

    ReadProcessedEvents(String destinationId) {
        this.destinationId = destinationId;
    }

    @Override
    public void open(OpenContext context) {
        malformed = getRuntimeContext().getMetricGroup().counter("malformed");
        skipped = getRuntimeContext().getMetricGroup().counter("replaysForOthers");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<ProcessedEvent> out) {
        ProcessedEvent event;
        try {
            event = ProcessedEventCodec.read(record.value());
        } catch (MalformedRecordException e) {
            malformed.inc();
            long now = context.timerService().currentProcessingTime();
            context.output(DeadLetters.OUTPUT, MalformedRecords.deadLetter(record, DeadLetter.Stage.DELIVERY, e, now));
            return;
        }
        if (isForAnother(event.envelope().replay())) {
            skipped.inc();
        } else {
            out.collect(event);
        }
    }

    private boolean isForAnother(Replay replay) {
        return replay != null
                && !replay.destinationId().isEmpty()
                && !replay.destinationId().equals(destinationId);
    }
}
