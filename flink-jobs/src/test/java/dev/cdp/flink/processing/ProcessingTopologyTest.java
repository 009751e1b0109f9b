package dev.cdp.flink.processing;

import static dev.cdp.flink.Events.identify;
import static dev.cdp.flink.Events.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.flink.Events;
import dev.cdp.flink.config.FixedConfig;
import dev.cdp.flink.deadletter.DeadLetters;
import dev.cdp.flink.kafka.KafkaHeader;
import dev.cdp.flink.kafka.KafkaRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ProcessingTopologyTest {
    @RegisterExtension
    static final MiniClusterExtension FLINK = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(4)
            .build());

    @Test
    void eventsAreDeduplicatedAndStitchedOverTheShuffle() throws Exception {
        List<StitchedEvent> out = stitched(
                track("m1").anonymous("anna").kafkaRecord(),
                identify("m2").anonymous("anna").user("u1").kafkaRecord(),
                track("m3").anonymous("anna").kafkaRecord(),
                track("m3").anonymous("anna").kafkaRecord(),
                track("m4").anonymous("bob").kafkaRecord());

        assertThat(out)
                .filteredOn(event -> event.partitionKey().equals("ws:anna"))
                .extracting(StitchedEvent::userId)
                .as("in the order of their key")
                .containsExactly("", "u1", "u1");
        assertThat(out)
                .filteredOn(event -> event.partitionKey().equals("ws:bob"))
                .extracting(StitchedEvent::userId)
                .containsExactly("");
    }

    @Test
    void malformedRecordGoesToTheDeadLettersWithItsReason() throws Exception {
        Events event = track("m1").anonymous("anna");
        KafkaRecord broken = withValue(event.kafkaRecord(), "{\"v\":1,\"workspaceId\":\"ws\"}");

        DeadLetter letter = deadLetter(broken);

        assertThat(letter.eventId()).isEqualTo(event.eventId());
        assertThat(letter.workspaceId()).isEqualTo("ws");
        assertThat(letter.messageId()).isEqualTo("m1");
        assertThat(letter.stage()).isEqualTo(DeadLetter.Stage.PROCESSING);
        assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.MALFORMED_RECORD);
        assertThat(letter.field()).isEqualTo("eventId");
        assertThat(letter.receivedAt()).isEqualTo(Events.NOON);
        assertThat(letter.payload()).isEqualTo("{\"v\":1,\"workspaceId\":\"ws\"}");
        assertThat(letter.error()).contains("events.ingest/0/7");
    }

    @Test
    void garbageWithoutHeadersIsKnownByItsPlaceInKafka() throws Exception {
        KafkaRecord garbage =
                new KafkaRecord("events.ingest", 2, 99, 1_000, new byte[0], new byte[] {0, -1}, List.of());

        DeadLetter letter = deadLetter(garbage);

        assertThat(letter.messageId()).isEqualTo("events.ingest/2/99");
        assertThat(letter.receivedAt()).isEqualTo(1_000);
        assertThat(letter.payload()).isEqualTo("\u0000\uFFFD");
    }

    /** Its state would be looked for in another key's subtask. */
    @Test
    void aRecordUnderAKeyThatIsNotItsEventsGoesToTheDeadLetters() throws Exception {
        KafkaRecord record = track("m1").anonymous("anna").kafkaRecord();

        DeadLetter letter = deadLetter(withKey(record, "ws:bob".getBytes(StandardCharsets.UTF_8)));

        assertThat(letter.field()).isEqualTo("key");
        assertThat(letter.error()).contains("'ws:bob'", "'ws:anna'");
        assertThat(deadLetter(withKey(record, new byte[0])).field()).isEqualTo("key");
    }

    @Test
    void traceContextAndThePlaceInKafkaArePassedOn() throws Exception {
        KafkaRecord record = track("m1").anonymous("anna").kafkaRecord();
        List<KafkaHeader> headers = new ArrayList<>(record.headers());
        headers.add(new KafkaHeader(RoutingHeaders.TRACEPARENT, "00-abc-def-01".getBytes(StandardCharsets.UTF_8)));
        KafkaRecord traced = new KafkaRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                0,
                record.key(),
                record.value(),
                List.copyOf(headers));

        headers.add(new KafkaHeader(
                RoutingHeaders.INGEST_POSITION, record.position().getBytes(StandardCharsets.UTF_8)));
        assertThat(stitched(traced).get(0).headers()).hasToString(headers.toString());
    }

    private static List<StitchedEvent> stitched(KafkaRecord... records) throws Exception {
        StreamExecutionEnvironment env = environment();
        var events = Processing.readEvents(source(env, records));
        return collected(
                Processing.deduplicateAndStitch(events, FixedConfig.NONE).executeAndCollect());
    }

    private static DeadLetter deadLetter(KafkaRecord record) throws Exception {
        StreamExecutionEnvironment env = environment();
        var events = Processing.readEvents(source(env, record));
        List<DeadLetter> letters =
                collected(events.getSideOutput(DeadLetters.OUTPUT).executeAndCollect());
        assertThat(letters).hasSize(1);
        return letters.get(0);
    }

    private static DataStream<KafkaRecord> source(StreamExecutionEnvironment env, KafkaRecord... records) {
        // One subtask and one reader, as for one Kafka partition.
        return env.fromData(KafkaRecord.TYPE, records).setParallelism(1).uid("source");
    }

    private static StreamExecutionEnvironment environment() {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        env.setParallelism(2);
        return env;
    }

    private static <T> List<T> collected(CloseableIterator<T> results) throws Exception {
        try (results) {
            List<T> list = new ArrayList<>();
            results.forEachRemaining(list::add);
            return list;
        }
    }

    private static KafkaRecord withValue(KafkaRecord record, String value) {
        return changed(record, record.key(), value.getBytes(StandardCharsets.UTF_8));
    }

    private static KafkaRecord withKey(KafkaRecord record, byte[] key) {
        return changed(record, key, record.value());
    }

    private static KafkaRecord changed(KafkaRecord record, byte[] key, byte[] value) {
        return new KafkaRecord(
                record.topic(), record.partition(), record.offset(), record.timestamp(), key, value, record.headers());
    }
}
