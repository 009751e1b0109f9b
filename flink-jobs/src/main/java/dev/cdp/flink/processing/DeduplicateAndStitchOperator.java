package dev.cdp.flink.processing;

import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;

/** Hands the function what Flink hides from functions: the keyed state, for what is a key group's and not a key's. */
final class DeduplicateAndStitchOperator extends KeyedProcessOperator<String, AcceptedEvent, StitchedEvent> {
    private static final long serialVersionUID = 1L;

    DeduplicateAndStitchOperator(DeduplicateAndStitch function) {
        super(function);
    }

    @Override
    public void open() throws Exception {
        CheckpointableKeyedStateBackend<String> backend =
                (CheckpointableKeyedStateBackend<String>) this.<String>getKeyedStateBackend();
        ((DeduplicateAndStitch) getUserFunction())
                .attach(backend, backend.getKeyGroupRange(), getProcessingTimeService());
        super.open();
    }
}
