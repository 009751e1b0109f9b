package dev.cdp.flink.job;

import dev.cdp.contract.Topics;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.delivery.Delivery;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.flink.kafka.StartChecks;
import dev.cdp.flink.ledger.Ledger;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Processed events → rows of the built-in ClickHouse, for all workspaces, exactly once. */
public final class DeliveryJob {
    static final String NAME = "cdp-delivery-clickhouse";

    private DeliveryJob() {}

    public static void main(String[] args) throws Exception {
        JobArguments arguments = JobArguments.parse(args);
        StreamExecutionEnvironment env = JobEnvironment.create(arguments);
        KafkaCluster kafka = arguments.kafka();
        StartChecks.run(kafka, NAME, env.getConfiguration(), arguments.allowRewind());

        var records = kafka.read(env, NAME, "processed", "Processed events", Topics.PROCESSED);

        var events = Delivery.readEvents(records);
        // The connections' functions belong here: one event in, none or several out.
        var flat = Delivery.flatten(events);
        var rows = Delivery.encodeRows(flat, arguments.clickHouse());

        rows.sinkTo(arguments.clickHouseSink().build()).uid("clickhouse").name("ClickHouse");
        DeadLetters.of(events, flat, rows)
                .sinkTo(KafkaSinks.deadLetters(kafka, NAME))
                .uid("dead-letters")
                .name("Dead letters");

        Ledger.progressOnProcessed(records, Delivery.DESTINATION, "", arguments.progressIntervalMs())
                .sinkTo(KafkaSinks.progress(kafka, NAME))
                .uid("progress-reports")
                .name("Progress of the destination");

        env.execute(NAME);
    }
}
