package dev.cdp.flink.connection;

import dev.cdp.contract.ProcessedEvent;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.api.operators.legacy.YieldingOperatorFactory;

/** Gives {@link ApplyConnections} the task's mailbox, in which the ends of functions are handled. */
public final class ApplyConnectionsFactory extends AbstractStreamOperatorFactory<OutgoingEvent>
        implements OneInputStreamOperatorFactory<ProcessedEvent, OutgoingEvent>,
                YieldingOperatorFactory<OutgoingEvent> {
    private static final long serialVersionUID = 1L;

    private final ConnectionSettings settings;

    public ApplyConnectionsFactory(ConnectionSettings settings) {
        this.settings = settings;
        this.chainingStrategy = ChainingStrategy.ALWAYS;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<OutgoingEvent>> T createStreamOperator(
            StreamOperatorParameters<OutgoingEvent> parameters) {
        return (T) new ApplyConnections(settings, getMailboxExecutor(), parameters);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return ApplyConnections.class;
    }
}
