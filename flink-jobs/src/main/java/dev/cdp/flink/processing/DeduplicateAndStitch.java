package dev.cdp.flink.processing;

import dev.cdp.contract.Enrichment;
import dev.cdp.contract.IdentityLink;
import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.config.ConfigView;
import dev.cdp.flink.ledger.Outcomes;
import dev.cdp.flink.processing.seen.SeenState;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.runtime.tasks.ProcessingTimeService;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one keyed operator: two of them would be two RocksDB instances in each slot. In = out +
 * duplicates + repeats. What is dropped is so before it is stitched, so it links nothing. Duplicates are told to the
 * ledger, repeats (the same record once more, accepted once) are not.
 */
final class DeduplicateAndStitch extends KeyedProcessFunction<String, AcceptedEvent, StitchedEvent>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DeduplicateAndStitch.class);

    /** Some 20 MB of the heap of a subtask. */
    private static final int YOUNG_IDS = 300_000;

    private final ConfigSource configSource;
    private final int youngIds;
    private transient KeyedStateBackend<String> backend;
    private transient KeyGroupRange groups;
    private transient ProcessingTimeService clock;
    private transient EarlierSeen.Until earlier;
    private transient ConfigView config;
    private transient Deduplicator deduplicator;
    private transient IdentityStitcher stitcher;
    private transient Counter duplicates;
    private transient Counter repeats;
    private transient Counter links;
    private transient Counter stitchedEvents;
    private transient Counter stoppedLinking;

    DeduplicateAndStitch(ConfigSource configSource) {
        this(configSource, YOUNG_IDS);
    }

    /** @param youngIds how many ids of seen events a subtask keeps in the heap */
    DeduplicateAndStitch(ConfigSource configSource, int youngIds) {
        this.configSource = configSource;
        this.youngIds = youngIds;
    }

    /** Before it is opened. */
    void attach(KeyedStateBackend<String> backend, KeyGroupRange groups, ProcessingTimeService clock) {
        this.backend = backend;
        this.groups = groups;
        this.clock = clock;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        earlier = new EarlierSeen.Until(context);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        config = configSource.open();
        int maxParallelism = getRuntimeContext().getTaskInfo().getMaxNumberOfParallelSubtasks();
        deduplicator = new Deduplicator(
                new SeenState(getRuntimeContext(), backend, groups, maxParallelism),
                youngIds,
                maxParallelism,
                earlier.open(getRuntimeContext(), backend, clock.getCurrentProcessingTime()));
        stitcher = new IdentityStitcher(getRuntimeContext(), backend, new IdentityRules(config));
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        duplicates = metrics.counter("duplicates");
        repeats = metrics.counter("repeats");
        links = metrics.counter("links");
        stitchedEvents = metrics.counter("stitched");
        stoppedLinking = metrics.counter("anonymousIdsWithTooManyUsers");
        metrics.gauge("rememberedIds", deduplicator::remembered);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        earlier.save();
        deduplicator.save(clock.getCurrentProcessingTime());
    }

    @Override
    public void processElement(AcceptedEvent event, Context context, Collector<StitchedEvent> out) throws Exception {
        Sighting sighting = deduplicator.see(
                event.partitionKey(), event.identity(), event.channel(), event.receivedAt(), event.recordMark());
        if (sighting == Sighting.REPEAT) {
            repeats.inc();
            return;
        }
        if (!sighting.passes()) {
            duplicates.inc();
            Duplicates.outcomeOf(event).ifPresent(outcome -> context.output(Outcomes.OUTPUT, outcome));
            return;
        }
        if (sighting.supersedes()) {
            Duplicates.superseded(event, sighting.supersededAt())
                    .ifPresent(outcome -> context.output(Outcomes.OUTPUT, outcome));
        }
        if (event.unlink() != null) {
            links.inc();
            out.collect(stitched(event, "", stitcher.unlink(event.unlink())));
            return;
        }
        IdentityStitcher.Stitched stitched = stitcher.stitch(event);
        report(event, stitched);
        out.collect(stitched(event, stitched.userId(), stitched.link()));
    }

    @Override
    public void close() throws Exception {
        if (config != null) {
            config.close();
        }
    }

    private static StitchedEvent stitched(AcceptedEvent event, String userId, IdentityLink link) {
        return new StitchedEvent(
                event.partitionKey(), userId, link, event.clues(), Enrichment.NONE, event.envelope(), event.headers());
    }

    private void report(AcceptedEvent event, IdentityStitcher.Stitched stitched) {
        if (stitched.link() != null) {
            links.inc();
        } else if (event.userId().isEmpty() && !stitched.userId().isEmpty()) {
            stitchedEvents.inc();
        }
        if (stitched.link() != null && stitched.link().cause().equals(IdentityLink.TOO_MANY_USERS)) {
            stoppedLinking.inc();
            LOG.warn(
                    "{} has more than {} users: it links nothing from now on, and its events get no user",
                    event.partitionKey(),
                    LinkHistory.MAX_USERS);
        }
    }
}
