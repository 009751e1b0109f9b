package dev.cdp.flink.connection;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.IdentityLink;
import dev.cdp.contract.Outcome;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.flink.Events;
import dev.cdp.flink.config.ConfigSnapshot;
import dev.cdp.flink.config.ConfigView;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.functions.RuntimeSource;
import dev.cdp.flink.ledger.Outcomes;
import dev.cdp.udf.FunctionRuntime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;

/** The operator of connections in Flink's harness, with configuration and functions of the test's. */
final class ConnectionOperator implements AutoCloseable {
    /** Events in flight. */
    static final int CAPACITY = 4;

    private final OneInputStreamOperatorTestHarness<ProcessedEvent, OutgoingEvent> harness;
    private final ScriptedRuntime runtime;
    private volatile ConfigSnapshot config;
    private int read;
    private long clock;

    private ConnectionOperator(Destination destination, OperatorSubtaskState restored, ConfigRecord... config)
            throws Exception {
        this.config = ConfigSnapshot.of(List.of(config));
        runtime = new ScriptedRuntime();
        ConnectionSettings settings =
                new ConnectionSettings(destination, this::view, this::handle, RetryPolicy.DEFAULT, CAPACITY);
        harness = new OneInputStreamOperatorTestHarness<>(new ApplyConnectionsFactory(settings));
        harness.setup(new OutgoingEventSerializer());
        if (restored != null) {
            harness.initializeState(restored);
        }
        harness.open();
    }

    static ConnectionOperator with(ConfigRecord... config) throws Exception {
        return new ConnectionOperator(Destination.BUILT_IN, null, config);
    }

    static ConnectionOperator of(Destination destination, ConfigRecord... config) throws Exception {
        return new ConnectionOperator(destination, null, config);
    }

    /** Closes this one and goes on from its snapshot in a new one, with its configuration. */
    ConnectionOperator restarted() throws Exception {
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        ConfigRecord[] records = config.records().toArray(ConfigRecord[]::new);
        close();
        return new ConnectionOperator(Destination.BUILT_IN, snapshot, records);
    }

    private ConfigView view() {
        return new ConfigView() {
            @Override
            public ConfigSnapshot current() {
                return config;
            }

            @Override
            public void close() {}
        };
    }

    private RuntimeSource.Handle handle(MetricGroup group) {
        return new RuntimeSource.Handle() {
            @Override
            public FunctionRuntime runtime() {
                return runtime;
            }

            @Override
            public void close() {}
        };
    }

    void configure(ConfigRecord... records) {
        config = ConfigSnapshot.of(List.of(records));
    }

    void process(Events... events) throws Exception {
        for (Events event : events) {
            process(event, null);
        }
    }

    void process(Events event, IdentityLink link) throws Exception {
        harness.processElement(new StreamRecord<>(new ProcessedEvent(event.userId(), link, event.envelope())));
    }

    /** Ends waiting functions, in this order. */
    void end(String... messageIds) throws Exception {
        for (String messageId : messageIds) {
            runtime.end(messageId);
        }
        runMails();
    }

    void runMails() throws Exception {
        harness.getTaskMailbox().drain().forEach(mail -> {
            try {
                mail.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    void passTime(Duration time) throws Exception {
        clock += time.toMillis();
        harness.setProcessingTime(clock);
        runMails();
    }

    ScriptedRuntime runtime() {
        return runtime;
    }

    /** {@code message id/row number} of what has come out since the last call. */
    List<String> out() {
        return rows().stream()
                .map(row -> row.event().envelope().messageId() + '/' + row.rowNo())
                .toList();
    }

    /** What has come out since the last call. */
    List<OutgoingEvent> rows() {
        List<OutgoingEvent> all = harness.extractOutputValues();
        List<OutgoingEvent> fresh = new ArrayList<>(all.subList(read, all.size()));
        read = all.size();
        return fresh;
    }

    List<DeadLetter> deadLetters() {
        return side(DeadLetters.OUTPUT);
    }

    List<Outcome> outcomes() {
        return side(Outcomes.OUTPUT);
    }

    private <T> List<T> side(OutputTag<T> tag) {
        Collection<StreamRecord<T>> records = harness.getSideOutput(tag);
        return records == null
                ? List.of()
                : records.stream().map(StreamRecord::getValue).toList();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
