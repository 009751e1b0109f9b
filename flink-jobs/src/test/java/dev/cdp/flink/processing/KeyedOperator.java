package dev.cdp.flink.processing;

import dev.cdp.contract.Outcome;
import dev.cdp.contract.Unlink;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.flink.Events;
import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.config.FixedConfig;
import dev.cdp.flink.ledger.Outcomes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.metrics.groups.InternalOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.apache.flink.runtime.metrics.util.InterceptingTaskMetricGroup;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** The keyed operator in Flink's test harness, on RocksDB as in production unless said otherwise. */
final class KeyedOperator implements AutoCloseable {
    /** So many ids stay in the heap: the least that there may be. */
    static final int YOUNG = 64;

    private final KeyedOneInputStreamOperatorTestHarness<String, AcceptedEvent, StitchedEvent> harness;
    private final InterceptingOperatorMetricGroup metrics = new InterceptingOperatorMetricGroup();
    private final MockEnvironment environment = environment();
    private int read;

    private final ConfigSource config;
    private final boolean rocksDb;
    private long checkpoints;

    private KeyedOperator(OperatorSubtaskState restored, boolean rocksDb, ConfigSource config) throws Exception {
        this.config = config;
        this.rocksDb = rocksDb;
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new DeduplicateAndStitchOperator(new DeduplicateAndStitch(config, YOUNG)),
                AcceptedEvent::partitionKey,
                Types.STRING,
                environment);
        if (rocksDb) {
            harness.setStateBackend(new EmbeddedRocksDBStateBackend(true));
        }
        harness.setup(new StitchedEventSerializer());
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    private MockEnvironment environment() {
        return new MockEnvironmentBuilder()
                .setManagedMemorySize(8 << 20)
                .setMaxParallelism(1)
                .setMetricGroup(new InterceptingTaskMetricGroup() {
                    @Override
                    public InternalOperatorMetricGroup getOrAddOperator(
                            OperatorID id, String name, Map<String, String> variables) {
                        return metrics;
                    }
                })
                .build();
    }

    static KeyedOperator create() throws Exception {
        return new KeyedOperator(null, true, FixedConfig.NONE);
    }

    /** With this configuration. */
    static KeyedOperator with(ConfigRecord... records) throws Exception {
        return new KeyedOperator(null, true, FixedConfig.of(records));
    }

    /** Holds its state in memory, where the entries can be counted. */
    static KeyedOperator inMemory() throws Exception {
        return new KeyedOperator(null, false, FixedConfig.NONE);
    }

    /** Closes this one and goes on from its snapshot in a new one. */
    KeyedOperator restarted() throws Exception {
        return restartedFrom(snapshot());
    }

    OperatorSubtaskState snapshot() throws Exception {
        checkpoints++;
        return harness.snapshot(checkpoints, checkpoints);
    }

    /** Closes this one and goes on from an earlier snapshot in a new one. */
    KeyedOperator restartedFrom(OperatorSubtaskState snapshot) throws Exception {
        close();
        return new KeyedOperator(snapshot, rocksDb, config);
    }

    /** Gives events to the operator, and returns what comes out for them. */
    List<StitchedEvent> process(Events... events) throws Exception {
        for (Events event : events) {
            harness.processElement(AcceptedEvent.read(event.kafkaValue(), event.kafkaHeaders()), 0);
        }
        return fresh();
    }

    /** Gives an unlink to the operator, and returns what comes out for it. */
    List<StitchedEvent> process(Unlink unlink) throws Exception {
        harness.processElement(AcceptedEvent.of(unlink), 0);
        return fresh();
    }

    StitchedEvent processOne(Unlink unlink) throws Exception {
        return process(unlink).get(0);
    }

    private List<StitchedEvent> fresh() {
        List<StitchedEvent> all = harness.extractOutputValues();
        List<StitchedEvent> fresh = new ArrayList<>(all.subList(read, all.size()));
        read = all.size();
        return fresh;
    }

    /** Gives one event that is no duplicate to the operator. */
    StitchedEvent processOne(Events event) throws Exception {
        List<StitchedEvent> out = process(event);
        if (out.size() != 1) {
            throw new AssertionError("expected one event, got " + out.size());
        }
        return out.get(0);
    }

    /** All that the ledger was told. */
    List<Outcome> outcomes() {
        Queue<StreamRecord<Outcome>> told = harness.getSideOutput(Outcomes.OUTPUT);
        return told == null
                ? List.of()
                : told.stream().map(StreamRecord::getValue).toList();
    }

    boolean drops(Events event) throws Exception {
        return process(event).isEmpty();
    }

    /** Moves the clock by which state expires, to so long after noon. */
    void setClock(Duration sinceNoon) throws Exception {
        harness.setProcessingTime(Events.NOON + sinceNoon.toMillis());
    }

    int stateEntries() {
        return harness.numKeyedStateEntries();
    }

    long counted(String counter) {
        return ((Counter) metrics.get(counter)).getCount();
    }

    @Override
    public void close() throws Exception {
        harness.close();
        // The harness closes only one of its own making: its threads would stay.
        environment.close();
    }
}
