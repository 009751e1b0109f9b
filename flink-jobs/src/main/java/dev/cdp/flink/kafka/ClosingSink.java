package dev.cdp.flink.kafka;

import java.io.IOException;
import java.util.Collection;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * Kafka's sink with writers that leave nothing open, see {@link ClosingWriter}. State, committables and the guarantee are
 * the wrapped sink's.
 *
 * @param <S> state of a writer
 * @param <C> what is committed; the connector keeps both types to itself
 */
final class ClosingSink<T, S, C>
        implements Sink<T>, SupportsWriterState<T, S>, SupportsCommitter<C>, SupportsPostCommitTopology<C> {
    private static final long serialVersionUID = 1L;

    private final Sink<T> sink;

    private ClosingSink(Sink<T> sink) {
        this.sink = sink;
    }

    static <T> Sink<T> of(KafkaSink<T> sink) {
        return new ClosingSink<>(sink);
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new ClosingWriter<>(sink.createWriter(context));
    }

    @Override
    public StatefulSinkWriter<T, S> restoreWriter(WriterInitContext context, Collection<S> states) throws IOException {
        return new ClosingWriter<>(stateful().restoreWriter(context, states));
    }

    @Override
    public SimpleVersionedSerializer<S> getWriterStateSerializer() {
        return stateful().getWriterStateSerializer();
    }

    @Override
    public Committer<C> createCommitter(CommitterInitContext context) throws IOException {
        return committing().createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<C> getCommittableSerializer() {
        return committing().getCommittableSerializer();
    }

    @Override
    @SuppressWarnings("unchecked")
    public void addPostCommitTopology(DataStream<CommittableMessage<C>> committables) {
        ((SupportsPostCommitTopology<C>) sink).addPostCommitTopology(committables);
    }

    @SuppressWarnings("unchecked")
    private SupportsWriterState<T, S> stateful() {
        return (SupportsWriterState<T, S>) sink;
    }

    @SuppressWarnings("unchecked")
    private SupportsCommitter<C> committing() {
        return (SupportsCommitter<C>) sink;
    }
}
