package dev.cdp.flink.processing;

import org.apache.flink.runtime.state.CheckpointableKeyedStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Hands the function what Flink hides from functions: the keyed state, for what is a key group's and not a key's. The
 * function also sets the current key, where it reads state: most events need none, and RocksDB's backend writes each key
 * that is set as bytes.
 */
final class DeduplicateAndStitchOperator extends KeyedProcessOperator<String, AcceptedEvent, StitchedEvent> {
    private static final long serialVersionUID = 1L;

    DeduplicateAndStitchOperator(DeduplicateAndStitch function) {
        super(function);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public void setKeyContextElement1(StreamRecord record) {
        // See above.
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
