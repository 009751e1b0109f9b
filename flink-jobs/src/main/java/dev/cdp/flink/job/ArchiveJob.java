package dev.cdp.flink.job;

import dev.cdp.contract.Topics;
import dev.cdp.flink.archive.Archive;
import dev.cdp.flink.connector.clickhouse.ClickHouseConnection;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.flink.kafka.StartChecks;
import dev.cdp.flink.ledger.Ledger;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Accepted events → events_raw, dead letters → dead_letters, the ledger's topics → its tables: each exactly once. */
public final class ArchiveJob {
    static final String NAME = "cdp-archive";

    private ArchiveJob() {}

    public static void main(String[] args) throws Exception {
        JobArguments arguments = JobArguments.parse(args);
        StreamExecutionEnvironment env = JobEnvironment.create(arguments);
        KafkaCluster kafka = arguments.kafka();
        ClickHouseConnection clickHouse = arguments.clickHouse();
        StartChecks.run(kafka, NAME, env.getConfiguration(), arguments.allowRewind());

        var accepted = kafka.read(env, NAME, "accepted", "Accepted events and replays", Topics.INGEST, Topics.RETRY);
        var rejected = kafka.read(env, NAME, "rejected", "Rejected events", Topics.DEAD_LETTERS);

        var outcomes = kafka.read(env, NAME, "outcomes", "Outcomes", Topics.OUTCOMES);
        var progress = kafka.read(env, NAME, "progress", "Progress of the destinations", Topics.PROGRESS);

        var eventRows = Archive.encodeEvents(Archive.readEvents(accepted), clickHouse);
        var letterRows = Archive.encodeDeadLetters(Archive.readDeadLetters(rejected), clickHouse);

        var acceptedRows = Archive.encodeAccepted(accepted, clickHouse);
        var ledgerRows =
                Archive.encodeOutcomes(outcomes, clickHouse).union(Archive.encodeProgress(progress, clickHouse));

        eventRows
                .union(acceptedRows)
                .sinkTo(arguments.clickHouseSink(Archive.parked(kafka)).build())
                .uid("events-raw")
                .name("ClickHouse events_raw and accepted");
        ledgerRows
                .sinkTo(arguments.clickHouseSink(Archive.parked(kafka)).build())
                .uid("ledger-tables")
                .name("ClickHouse outcomes and progress");
        letterRows
                .sinkTo(arguments.clickHouseSink(Archive.parked(kafka)).build())
                .uid("dead-letter-table")
                .name("ClickHouse dead_letters and outcomes");
        DeadLetters.of(eventRows)
                .sinkTo(KafkaSinks.deadLetters(kafka, NAME))
                .uid("dead-letters")
                .name("Dead letters");

        Ledger.progressOnAccepted(accepted, Archive.DESTINATION, arguments.progressIntervalMs())
                .sinkTo(KafkaSinks.progress(kafka, NAME))
                .uid("progress-reports")
                .name("Progress of the archive");

        env.execute(NAME);
    }
}
