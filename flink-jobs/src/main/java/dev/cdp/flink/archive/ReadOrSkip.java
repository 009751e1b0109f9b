package dev.cdp.flink.archive;

import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.flink.kafka.KafkaRecord;
import java.io.Serializable;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records. In = out + malformed. A malformed one is counted here and no more: of an event, the
 * processing job makes the dead letter; of a dead letter, no second one can be made. A record that is
 * no event, such as an unlink, is passed over.
 */
final class ReadOrSkip<T> extends ProcessFunction<KafkaRecord, T> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ReadOrSkip.class);

    private final Codec<T> codec;
    private transient Counter malformed;

    /** Throws {@link MalformedRecordException} for what it can't read. */
    @FunctionalInterface
    interface Codec<T> extends Serializable {
        T read(byte[] value);
    }

    ReadOrSkip(Codec<T> codec) {
        this.codec = codec;
    }

    @Override
    public void open(OpenContext context) {
        malformed = getRuntimeContext().getMetricGroup().counter("malformed");
    }

    @Override
    public void processElement(KafkaRecord record, Context context, Collector<T> out) {
        if (record.header(RoutingHeaders.CONTROL) != null) {
            return;
        }
        try {
            out.collect(codec.read(record.value()));
        } catch (MalformedRecordException e) {
            malformed.inc();
            LOG.warn("Not archived: Kafka record {} can't be read: {}", record.position(), e.getMessage());
        }
    }
}
