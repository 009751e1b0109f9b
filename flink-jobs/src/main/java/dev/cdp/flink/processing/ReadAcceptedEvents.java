package dev.cdp.flink.processing;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Unlink;
import dev.cdp.contract.UnlinkCodec;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.deadletter.MalformedRecords;
import dev.cdp.flink.kafka.KafkaHeader;
import dev.cdp.flink.kafka.KafkaRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/** Reads envelopes and unlinks. In = out + malformed, and the latter go to the dead letters. */
final class ReadAcceptedEvents extends ProcessFunction<KafkaRecord, AcceptedEvent> {
    private static final long serialVersionUID = 1L;

    private transient Counter malformed;

    @Override
    public void open(OpenContext context) {
        malformed = getRuntimeContext().getMetricGroup().counter("malformed");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<AcceptedEvent> out) {
        try {
            out.collect(read(record));
        } catch (MalformedRecordException e) {
            malformed.inc();
            long now = context.timerService().currentProcessingTime();
            context.output(
                    DeadLetters.OUTPUT, MalformedRecords.deadLetter(record, DeadLetter.Stage.PROCESSING, e, now));
        }
    }

    private static AcceptedEvent read(KafkaRecord record) {
        AcceptedEvent event = Unlink.CONTROL.equals(record.header(RoutingHeaders.CONTROL))
                ? AcceptedEvent.of(UnlinkCodec.read(record.value()))
                : AcceptedEvent.read(record.value(), headers(record));
        requireKey(event.partitionKey(), record.keyText());
        return event;
    }

    /** The record came here by its key, and here is the state of that key alone. */
    private static void requireKey(String partitionKey, String key) {
        if (!key.equals(partitionKey)) {
            throw new MalformedRecordException(
                    "key", "the record's key is '" + key + "', but its event's is '" + partitionKey + "'");
        }
    }

    /** The record's own, and where it stands: the ledger asks each destination how far it has come. */
    private static List<KafkaHeader> headers(KafkaRecord record) {
        List<KafkaHeader> headers = new ArrayList<>(record.headers().size() + 1);
        headers.addAll(record.headers());
        byte[] position = record.position().getBytes(StandardCharsets.UTF_8);
        headers.add(new KafkaHeader(RoutingHeaders.INGEST_POSITION, position));
        return headers;
    }
}
