package dev.cdp.flink.job;

import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.connection.ConnectionSettings;
import dev.cdp.flink.connection.Destination;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.connector.clickhouse.ClickHouseStatements;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.deadletter.ParkedLetters;
import dev.cdp.flink.delivery.Delivery;
import dev.cdp.flink.delivery.FlatForm;
import dev.cdp.flink.functions.RuntimeSource;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.flink.ledger.Outcomes;
import dev.cdp.flink.processing.Processing;
import dev.cdp.flink.replay.ArchivePlan;
import dev.cdp.flink.replay.PinnedConfig;
import dev.cdp.flink.replay.ReplayRequest;
import dev.cdp.flink.replay.Replays;
import dev.cdp.flink.replay.Reprocessing;
import java.util.Set;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The archive → the functions of now → rows beside those that stand. It ends when all is read. */
public final class ReplayJob {
    private ReplayJob() {}

    public static void main(String[] args) throws Exception {
        JobArguments arguments = JobArguments.parse(args);
        StreamExecutionEnvironment env = JobEnvironment.create(arguments);
        KafkaCluster kafka = arguments.kafka();
        ClickHouseConnection clickHouse = arguments.clickHouse();
        Destination destination = Destination.BUILT_IN;
        Replays replays = new Replays(new ClickHouseStatements(clickHouse));
        ReplayRequest request = requested(replays, arguments.replay());
        String id = request.id();
        ConfigSource config = PinnedConfig.of(ConfigSource.of(kafka), request);
        ArchivePlan plan = ArchivePlan.of(request, new ClickHouseStatements(clickHouse));
        if (plan.chunks() == 0) {
            throw new ArgumentException("--replay is '%s', but the archive has no event of its time".formatted(id));
        }
        replays.planned(id, plan);

        var archived = Reprocessing.readArchive(env, clickHouse, plan, request, config);
        var enriched = Processing.enrichThoroughly(archived, arguments.enrichment());
        var events = Reprocessing.processed(enriched);

        // Its secrets are those of now, whatever the configuration that is replayed with.
        var runtime = RuntimeSource.shared(arguments.functions(), kafka);
        var outgoing = Delivery.connect(events, ConnectionSettings.of(destination, config, runtime));
        var flat = Delivery.flatten(outgoing, destination, FlatForm.CLICKHOUSE);
        var rows = Delivery.encodeShadowRows(flat, clickHouse, destination, id);

        var failed = Reprocessing.encodeFailed(DeadLetters.of(outgoing, flat, rows), clickHouse, id);
        var dropped = Reprocessing.encodeDropped(Outcomes.of(outgoing), clickHouse, id);
        var chunks = Reprocessing.encodeChunks(archived, clickHouse, id);

        ParkedLetters parked = new ParkedLetters(kafka, destination.id(), Set.of());
        rows.sinkTo(arguments.clickHouseSink(parked).build())
                .uid("events-shadow")
                .name("ClickHouse events_shadow");
        failed.union(dropped, chunks)
                .sinkTo(arguments.clickHouseSink(parked).build())
                .uid("replay-tables")
                .name("ClickHouse replay_outcomes and replay_chunks");

        env.execute("cdp-replay-" + id);
    }

    private static ReplayRequest requested(Replays replays, String id) throws Exception {
        if (id.isEmpty()) {
            throw new ArgumentException("--replay is needed: the replay_id of a row of the table replays");
        }
        return replays.find(id)
                .orElseThrow(() -> new ArgumentException(
                        "--replay is '%s', but the table replays has no row of that replay_id".formatted(id)));
    }
}
