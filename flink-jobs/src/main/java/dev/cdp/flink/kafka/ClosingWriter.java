package dev.cdp.flink.kafka;

import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;

/**
 * Closes the admin client with which a writer of Kafka's connector has asked for open transactions. The connector
 * (5.0.0-2.2, {@code ExactlyOnceKafkaWriter}) makes one for each attempt of each subtask and never closes it: its thread
 * keeps sockets and the job's class loader for the life of the TaskManager, whose metaspace is full some day.
 */
final class ClosingWriter<T, S, C> implements StatefulSinkWriter<T, S>, CommittingSinkWriter<T, C> {
    /** The private field of the connector's writer. */
    static final String ADMIN = "adminClient";

    private final SinkWriter<T> writer;

    ClosingWriter(SinkWriter<T> writer) {
        this.writer = writer;
    }

    @Override
    public void write(T element, Context context) throws IOException, InterruptedException {
        writer.write(element, context);
    }

    @Override
    public void flush(boolean endOfInput) throws IOException, InterruptedException {
        writer.flush(endOfInput);
    }

    @Override
    public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
        writer.writeWatermark(watermark);
    }

    @Override
    @SuppressWarnings("unchecked")
    public List<S> snapshotState(long checkpointId) throws IOException {
        return ((StatefulSinkWriter<T, S>) writer).snapshotState(checkpointId);
    }

    @Override
    @SuppressWarnings("unchecked")
    public Collection<C> prepareCommit() throws IOException, InterruptedException {
        return ((CommittingSinkWriter<T, C>) writer).prepareCommit();
    }

    @Override
    public void close() throws Exception {
        try (AutoCloseable admin = admin()) {
            writer.close();
        }
    }

    /** Null when there is none. */
    private AutoCloseable admin() throws IllegalAccessException {
        for (Field field : writer.getClass().getDeclaredFields()) {
            if (field.getName().equals(ADMIN)) {
                field.setAccessible(true);
                return (AutoCloseable) field.get(writer);
            }
        }
        return null;
    }
}
