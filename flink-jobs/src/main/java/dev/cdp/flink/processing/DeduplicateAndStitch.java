package dev.cdp.flink.processing;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one keyed operator: two of them would be two RocksDB instances in each slot. In = out +
 * duplicates. A duplicate is dropped before it is stitched, so it links nothing.
 */
final class DeduplicateAndStitch extends KeyedProcessFunction<String, AcceptedEvent, StitchedEvent> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(DeduplicateAndStitch.class);

    private transient Deduplicator deduplicator;
    private transient IdentityStitcher stitcher;
    private transient Counter duplicates;
    private transient Counter links;
    private transient Counter stitchedEvents;
    private transient Counter stoppedLinking;

    @Override
    public void open(OpenContext context) {
        deduplicator = new Deduplicator(getRuntimeContext());
        stitcher = new IdentityStitcher(getRuntimeContext());
        MetricGroup metrics = getRuntimeContext().getMetricGroup();
        duplicates = metrics.counter("duplicates");
        links = metrics.counter("links");
        stitchedEvents = metrics.counter("stitched");
        stoppedLinking = metrics.counter("anonymousIdsWithTooManyUsers");
    }

    @Override
    public void processElement(AcceptedEvent event, Context context, Collector<StitchedEvent> out) throws Exception {
        if (deduplicator.isDuplicate(event.identity(), event.channel(), event.receivedAt())) {
            duplicates.inc();
            return;
        }
        IdentityStitcher.Stitched stitched = stitcher.stitch(event);
        report(event, stitched);
        out.collect(new StitchedEvent(
                event.partitionKey(), stitched.userId(), stitched.link(), event.envelope(), event.headers()));
    }

    private void report(AcceptedEvent event, IdentityStitcher.Stitched stitched) {
        if (stitched.link() != null) {
            links.inc();
        } else if (event.userId().isEmpty() && !stitched.userId().isEmpty()) {
            stitchedEvents.inc();
        }
        if (stitched.stoppedLinking()) {
            stoppedLinking.inc();
            LOG.warn(
                    "{} has more than {} users: it links nothing from now on, and its events get no user",
                    event.partitionKey(),
                    LinkHistory.MAX_USERS);
        }
    }
}
