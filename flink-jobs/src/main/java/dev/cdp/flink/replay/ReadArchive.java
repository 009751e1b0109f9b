package dev.cdp.flink.replay;

import dev.cdp.contract.Enrichment;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.config.ConfigView;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.connector.clickhouse.ClickHouseStatements;
import dev.cdp.flink.enrichment.ClueReader;
import dev.cdp.flink.processing.IdentityRules;
import dev.cdp.flink.processing.StitchedEvent;
import dev.cdp.flink.replay.ArchiveReader.Archived;
import dev.cdp.flink.replay.ArchiveReader.Content;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The events of each chunk, with their users, as they come out of the deduplication: an event keeps a user id of its own,
 * the others belong to the owner of their anonymous id, as in a backfill. No links: those that events have made stand.
 *
 * <p>No barrier passes within a chunk, since it is one element: a restart reads all of it again, or nothing. A server that
 * is away fails the job, which is restarted and goes on from its checkpoint.
 */
final class ReadArchive extends ProcessFunction<Long, StitchedEvent> {
    private static final long serialVersionUID = 1L;

    private final ClickHouseConnection clickHouse;
    private final ArchivePlan plan;
    private final long from;
    private final long to;
    private final ConfigSource configSource;
    private transient ArchiveReader reader;
    private transient ConfigView config;
    private transient IdentityRules rules;
    private transient Counter events;

    ReadArchive(ClickHouseConnection clickHouse, ArchivePlan plan, ReplayRequest request, ConfigSource configSource) {
        this.clickHouse = clickHouse;
        this.plan = plan;
        this.from = request.from();
        this.to = request.to();
        this.configSource = configSource;
    }

    @Override
    public void open(OpenContext context) throws InterruptedException {
        reader = new ArchiveReader(new ClickHouseStatements(clickHouse), from, to);
        config = configSource.open();
        rules = new IdentityRules(config);
        events = getRuntimeContext().getMetricGroup().counter("events");
    }

    @Override
    public void processElement(Long number, Context context, Collector<StitchedEvent> out) throws Exception {
        Content content = reader.read(plan.chunk(number));
        content.events().forEach(archived -> out.collect(stitched(archived)));
        events.inc(content.events().size());
        long now = context.timerService().currentProcessingTime();
        context.output(
                ReadChunk.OUTPUT,
                new ReadChunk(number, content.records(), content.events().size(), now));
    }

    private StitchedEvent stitched(Archived archived) {
        Envelope event = archived.event();
        boolean hasOwn = !event.userId().isEmpty() && !rules.isNobody(event.workspaceId(), event.userId());
        return new StitchedEvent(
                event.partitionKey(),
                hasOwn ? event.userId() : archived.owner(),
                null,
                ClueReader.read(event),
                Enrichment.NONE,
                EnvelopeCodec.write(event),
                List.of());
    }

    @Override
    public void close() throws Exception {
        if (config != null) {
            config.close();
        }
    }
}
