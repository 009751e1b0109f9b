package dev.cdp.flink.connection;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.ProcessedEvent;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.flink.config.ConfigSnapshot;
import dev.cdp.flink.config.ConfigView;
import dev.cdp.flink.connection.InFlight.Entry;
import dev.cdp.flink.functions.ActiveFunctions;
import dev.cdp.flink.functions.ChainResult;
import dev.cdp.flink.functions.FunctionInput;
import dev.cdp.flink.functions.KnownOfEvent;
import dev.cdp.flink.functions.RuntimeSource;
import dev.cdp.flink.shared.SharedInstances;
import dev.cdp.udf.FailureKind;
import dev.cdp.udf.FunctionResult;
import dev.cdp.udf.FunctionRuntime;
import dev.cdp.udf.InvocationContext;
import dev.cdp.udf.InvocationContext.Party;
import java.util.Map;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;

/**
 * Sends events through the connections of their sources. No event is looked at before the configuration has been read;
 * each attempt at one is by one snapshot of it as a whole.
 *
 * <p>Events of a key go out in the order in which they came in, also when their functions await something. No more than
 * so many are in flight: then the next one waits, and with it the input. Their results are the checkpoint's as a whole:
 * what is in flight lies in state as it came in, and begins anew after a restart.
 *
 * <p>Operator state {@code in-flight}: events whose results have not gone out, in the order in which they came in; split
 * among subtasks when the job is rescaled, where a later event of a key may then overtake them.
 */
final class ApplyConnections extends AbstractStreamOperator<OutgoingEvent>
        implements OneInputStreamOperator<ProcessedEvent, OutgoingEvent>, BoundedOneInput {
    private static final long serialVersionUID = 1L;
    private static final long LOOK_MS = 1;

    private final ConnectionSettings settings;
    private final MailboxExecutor mailbox;
    private final InFlight inFlight = new InFlight();
    private final Solitude solitude = new Solitude();
    private final Router router;

    private ListState<PendingEvent> state;
    private ConfigView config;
    private RuntimeSource.Handle runtime;
    private ActiveFunctions functions;
    private ConnectionMetrics metered;
    private Results results;
    private SharedInstances<String, Crowding>.Hold crowding;

    ApplyConnections(
            ConnectionSettings settings, MailboxExecutor mailbox, StreamOperatorParameters<OutgoingEvent> parameters) {
        super(parameters);
        this.settings = settings;
        this.mailbox = mailbox;
        this.router = new Router(settings.destination());
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        state = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("in-flight", new PendingEventSerializer()));
    }

    @Override
    public void open() throws Exception {
        super.open();
        config = settings.config().open();
        functions = new ActiveFunctions(this::runtime);
        crowding = Crowding.of(getRuntimeContext());
        crowding.get().watch(inFlight::size, settings.capacity());
        metered = new ConnectionMetrics(getMetricGroup(), inFlight, config, functions);
        results = new Results(output, settings.destination().id(), metered, this::now);
        for (PendingEvent restored : state.get()) {
            Entry entry = new Entry(restored);
            inFlight.add(entry);
            solitude.sees(restored.event().envelope());
            tryAt(entry, entry.notBefore());
        }
    }

    /** The engine is loaded when the first function is to run. */
    private FunctionRuntime runtime() {
        if (runtime == null) {
            runtime = settings.runtime().open(getMetricGroup());
        }
        return runtime.runtime();
    }

    @Override
    public void processElement(StreamRecord<ProcessedEvent> element) throws Exception {
        solitude.sees(element.getValue().envelope());
        if (!crowding.get().hasPlace()) {
            awaitRoom();
        }
        Entry entry = new Entry(new PendingEvent(mine(element.getValue()), 0, 0));
        Attempt attempt = attempt(entry);
        if (attempt.isEnded() && inFlight.isNext(entry)) {
            attempt.release().run();
            return;
        }
        inFlight.add(entry);
        if (inFlight.isBehindRetried(entry)) {
            tellLedger(entry, "");
        }
        settle(entry, attempt);
    }

    private void awaitRoom() throws InterruptedException {
        long since = System.nanoTime();
        // Runs what ends events in flight, and no checkpoint: those are of the task, below this operator's priority.
        while (!crowding.get().hasPlace()) {
            // yield() waits for a mail, and functions that await something for long send none: all stood for as long.
            if (!mailbox.tryYield()) {
                Thread.sleep(LOOK_MS);
            }
            long now = System.nanoTime();
            crowding.get().stoodStill(since, now, this::inFlightOfSourcesWithNeighbours);
            since = now;
        }
    }

    /** None of a source that is the only one here: nobody stands behind it, and its events would be read twice. */
    private Map<Crowding.Source, Long> inFlightOfSourcesWithNeighbours() {
        boolean alone = solitude.isOneSource()
                && config.current().sourcesTo(settings.destination().id()) <= 1;
        return alone ? Map.of() : inFlight.bySource();
    }

    /** Links of a workspace go to each of its destinations, as earlier rows there have to follow them; not to others'. */
    private ProcessedEvent mine(ProcessedEvent event) {
        return event.link() == null
                        || settings.destination().serves(event.envelope().workspaceId())
                ? event
                : new ProcessedEvent(event.userId(), null, event.enrichment(), event.envelope());
    }

    @Override
    public void endInput() throws Exception {
        while (inFlight.size() > 0) {
            mailbox.yield();
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        state.update(inFlight.pending());
    }

    /**
     * One try of an event.
     *
     * @param release gives out what it came to; null while it is under way, or when there is to be another one
     * @param run that is under way, or null
     * @param retryAt time of the next try, or 0
     * @param retriedBy the function that asks for it, or null
     */
    private record Attempt(Runnable release, ActiveFunctions.Run run, long retryAt, String retriedBy) {
        static Attempt ended(Runnable release) {
            return new Attempt(release, null, 0, null);
        }

        boolean isEnded() {
            return release != null;
        }
    }

    private Attempt attempt(Entry entry) {
        ConfigSnapshot snapshot = config.current();
        ProcessedEvent event = entry.event();
        if (!event.isEvent()) {
            return Attempt.ended(() -> results.keepLink(event));
        }
        Decision decision = router.decide(event.envelope(), snapshot);
        if (decision instanceof Decision.Run run) {
            return run(entry, run.connection(), snapshot);
        }
        return Attempt.ended(() -> results.release(event, decision));
    }

    private Attempt run(Entry entry, ConnectionConfig connection, ConfigSnapshot snapshot) {
        ActiveFunctions.Run run =
                functions.run(connection, snapshot, FunctionInput.of(entry.event()), context(entry, connection));
        if (!run.result().isDone()) {
            return new Attempt(null, run, 0, null);
        }
        run.end();
        return ended(entry, run.result().join());
    }

    private Attempt ended(Entry entry, ChainResult result) {
        if (!(result instanceof ChainResult.Retry retry)) {
            return Attempt.ended(() -> results.release(entry.event(), result));
        }
        if (entry.retries() >= settings.retries().most()) {
            FunctionResult.Failed failure = FunctionResult.Failed.of(
                    FailureKind.CRASHED, "given up after %d retries: %s".formatted(entry.retries(), retry.message()));
            return Attempt.ended(() -> results.release(
                    entry.event(), new ChainResult.Failed(retry.functionId(), retry.version(), failure)));
        }
        long delay = settings.retries().delayMs(entry.retries(), retry.delay());
        return new Attempt(null, null, now() + delay, retry.functionId());
    }

    /** Does what an attempt of an event in flight asks for. */
    private void settle(Entry entry, Attempt attempt) {
        if (attempt.isEnded()) {
            inFlight.end(entry, attempt.release());
        } else if (attempt.run() != null) {
            attempt.run()
                    .result()
                    .thenAccept(result -> mailbox.execute(
                            () -> {
                                attempt.run().end();
                                settle(entry, ended(entry, result));
                            },
                            "end of the functions of an event"));
        } else {
            metered.retries.inc();
            entry.retryAt(attempt.retryAt());
            inFlight.ofKey(entry).forEach(waiting -> tellLedger(waiting, attempt.retriedBy()));
            tryAt(entry, attempt.retryAt());
        }
    }

    /** The destination passes this event for longer than the ledger waits; it is not lost for that. */
    private void tellLedger(Entry entry, String functionId) {
        if (entry.event().isEvent() && entry.tellsThatItWaits()) {
            results.waits(entry.event(), functionId);
        }
    }

    private void tryAt(Entry entry, long time) {
        if (time <= now()) {
            settle(entry, attempt(entry));
        } else {
            getProcessingTimeService().registerTimer(time, reached -> settle(entry, attempt(entry)));
        }
    }

    private InvocationContext context(Entry entry, ConnectionConfig connection) {
        Envelope event = entry.event().envelope();
        return new InvocationContext(
                event.messageId(),
                new Party(event.sourceId(), "", ""),
                new Party(settings.destination().id(), "", ""),
                new Party(connection.id(), "", ""),
                new Party(event.workspaceId(), "", ""),
                event.userAgent().isEmpty() ? Map.of() : Map.of("user-agent", event.userAgent()),
                event.ip().isEmpty() ? null : event.ip(),
                event.userAgent().isEmpty() ? null : event.userAgent(),
                entry.retries(),
                new KnownOfEvent(entry.event().enrichment()));
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    @Override
    public void close() throws Exception {
        try (ConfigView followed = config;
                RuntimeSource.Handle engine = runtime;
                ActiveFunctions running = functions;
                AutoCloseable shared = crowding) {
            super.close();
        }
    }
}
