package dev.cdp.flink.job;

import dev.cdp.contract.Topics;
import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.flink.kafka.StartChecks;
import dev.cdp.flink.ledger.Outcomes;
import dev.cdp.flink.processing.Processing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Accepted events → deduplicated, stitched and enriched events, exactly once. */
public final class ProcessingJob {
    static final String NAME = "cdp-processing";

    private ProcessingJob() {}

    public static void main(String[] args) throws Exception {
        JobArguments arguments = JobArguments.parse(args);
        StreamExecutionEnvironment env = JobEnvironment.create(arguments);
        KafkaCluster kafka = arguments.kafka();
        StartChecks.run(kafka, NAME, env.getConfiguration(), arguments.allowRewind());

        var records = kafka.read(env, NAME, "accepted", "Accepted events and replays", Topics.INGEST, Topics.RETRY);

        var events = Processing.readEvents(records);
        var stitched = Processing.deduplicateAndStitch(events, ConfigSource.of(kafka));
        var enriched = Processing.enrich(stitched, arguments.enrichment());

        enriched.sinkTo(KafkaSinks.processedEvents(kafka)).uid("processed").name("Processed events");
        Outcomes.of(stitched)
                .sinkTo(KafkaSinks.outcomes(kafka, NAME))
                .uid("outcomes")
                .name("Outcomes of duplicates");
        DeadLetters.of(events)
                .sinkTo(KafkaSinks.deadLetters(kafka, NAME))
                .uid("dead-letters")
                .name("Dead letters");

        env.execute(NAME);
    }
}
