package dev.cdp.flink.processing;

import dev.cdp.flink.enrichment.Enricher;
import java.io.IOException;
import java.io.Serializable;
import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.util.FlinkRuntimeException;

/** Makes {@link EnrichEvents} where it runs: it needs the mailbox of its task, and loads its enricher there. */
final class EnrichEventsFactory extends AbstractStreamOperatorFactory<StitchedEvent>
        implements OneInputStreamOperatorFactory<StitchedEvent, StitchedEvent> {
    private static final long serialVersionUID = 1L;

    private final Opener opener;
    private final EnrichEvents.Patience patience;

    /** Opens an enricher on the TaskManager. */
    @FunctionalInterface
    interface Opener extends Serializable {
        Enricher open() throws IOException;
    }

    EnrichEventsFactory(Opener opener, EnrichEvents.Patience patience) {
        this.opener = opener;
        this.patience = patience;
        // In one chain with the operator before it.
        setChainingStrategy(ChainingStrategy.ALWAYS);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T extends StreamOperator<StitchedEvent>> T createStreamOperator(
            StreamOperatorParameters<StitchedEvent> parameters) {
        try {
            return (T) new EnrichEvents(parameters, opener.open(), parameters.getMailboxExecutor(), patience);
        } catch (IOException e) {
            throw new FlinkRuntimeException(e.getMessage(), e);
        }
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader classLoader) {
        return EnrichEvents.class;
    }
}
