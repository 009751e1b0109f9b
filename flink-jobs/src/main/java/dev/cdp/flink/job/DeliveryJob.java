package dev.cdp.flink.job;

import dev.cdp.contract.Topics;
import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.connection.ConnectionSettings;
import dev.cdp.flink.connection.Destination;
import dev.cdp.flink.connection.Pauses;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.delivery.Delivery;
import dev.cdp.flink.functions.RuntimeSource;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.flink.kafka.StartChecks;
import dev.cdp.flink.ledger.Ledger;
import dev.cdp.flink.ledger.Outcomes;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Processed events → the connections' functions → rows of one destination, exactly once. */
public final class DeliveryJob {
    private DeliveryJob() {}

    public static void main(String[] args) throws Exception {
        JobArguments arguments = JobArguments.parse(args);
        StreamExecutionEnvironment env = JobEnvironment.create(arguments);
        KafkaCluster kafka = arguments.kafka();
        Destination destination = arguments.destination();
        String name = destination.jobName();
        StartChecks.run(kafka, name, env.getConfiguration(), arguments.allowRewind());
        ConfigSource config = ConfigSource.of(kafka);
        DestinationType type = DestinationType.of(destination, arguments);

        var records = kafka.read(env, name, "processed", "Processed events", Topics.PROCESSED);

        var ready = Pauses.hold(records, destination, config, kafka);
        var events = Delivery.readEvents(ready, destination);
        var runtime = RuntimeSource.shared(arguments.functions(), kafka);
        var outgoing = Delivery.connect(events, ConnectionSettings.of(destination, config, runtime));
        var flat = Delivery.flatten(outgoing, destination, type.form());
        var rows = type.write(flat);

        DeadLetters.of(events, outgoing, flat, rows)
                .sinkTo(KafkaSinks.deadLetters(kafka, name))
                .uid("dead-letters")
                .name("Dead letters");
        Outcomes.of(ready, outgoing, rows)
                .sinkTo(KafkaSinks.outcomes(kafka, name))
                .uid("outcomes")
                .name("Outcomes of what is no row here");

        Ledger.progressOnProcessed(records, destination.id(), destination.workspaceId(), arguments.progressIntervalMs())
                .sinkTo(KafkaSinks.progress(kafka, name))
                .uid("progress-reports")
                .name("Progress of the destination");

        env.execute(name);
    }
}
