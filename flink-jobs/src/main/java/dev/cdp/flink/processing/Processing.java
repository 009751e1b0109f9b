package dev.cdp.flink.processing;

import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.enrichment.Enricher;
import dev.cdp.flink.kafka.KafkaRecord;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamUtils;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** The processing job's steps, each a function from stream to stream. */
public final class Processing {
    private Processing() {}

    /**
     * Reads envelopes; what is malformed goes to the side output of dead letters. Records come here unread, over a shuffle
     * by their keys: read before it, all that was read would be written and read once more. The order of one key is kept
     * from source to sink: Kafka keeps it in a partition, Flink in a channel.
     */
    public static SingleOutputStreamOperator<AcceptedEvent> readEvents(DataStream<KafkaRecord> records) {
        KeyedStream<KafkaRecord, String> byKey = records.keyBy(KafkaRecord::keyText, Types.STRING);
        // Not keyed itself: as a keyed operator it would have a RocksDB instance of its own in each slot.
        return new DataStream<>(records.getExecutionEnvironment(), byKey.getTransformation())
                .process(new ReadAcceptedEvents(), AcceptedEvent.TYPE)
                .uid("read-events")
                .name("Read accepted events");
    }

    /**
     * Drops duplicates and gives anonymous events their user.
     *
     * @param events by partition key, as {@link #readEvents} gives them
     * @param config where workspaces say which ids are no one's
     */
    public static SingleOutputStreamOperator<StitchedEvent> deduplicateAndStitch(
            DataStream<AcceptedEvent> events, ConfigSource config) {
        return DataStreamUtils.reinterpretAsKeyedStream(events, AcceptedEvent::partitionKey, Types.STRING)
                .transform(
                        "Drop duplicates and stitch identities",
                        StitchedEvent.TYPE,
                        new DeduplicateAndStitchOperator(new DeduplicateAndStitch(config)))
                .uid("deduplicate-and-stitch");
    }

    /** Adds what can be found out about each event; in the same order. */
    public static SingleOutputStreamOperator<StitchedEvent> enrich(
            DataStream<StitchedEvent> events, Enricher.Settings settings) {
        return enrich(events, settings, EnrichEvents.Patience.LIVE);
    }

    /** As {@link #enrich}, for as long as it takes: where what is lacking would be taken for a difference. */
    public static SingleOutputStreamOperator<StitchedEvent> enrichThoroughly(
            DataStream<StitchedEvent> events, Enricher.Settings settings) {
        return enrich(events, settings, EnrichEvents.Patience.THOROUGH);
    }

    private static SingleOutputStreamOperator<StitchedEvent> enrich(
            DataStream<StitchedEvent> events, Enricher.Settings settings, EnrichEvents.Patience patience) {
        EnrichEventsFactory factory = new EnrichEventsFactory(() -> Enricher.open(settings), patience);
        return events.transform("Enrich with user agent, place and campaign", StitchedEvent.TYPE, factory)
                .uid("enrich");
    }
}
