package dev.cdp.flink.processing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Enrichment;
import dev.cdp.contract.EventId;
import dev.cdp.contract.IdentityLink;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Unlink;
import dev.cdp.flink.Events;
import dev.cdp.flink.enrichment.Clues;
import dev.cdp.flink.kafka.KafkaHeader;
import dev.cdp.flink.kafka.KafkaRecord;
import dev.cdp.flink.processing.LinkHistory.Link;
import dev.cdp.flink.serialization.ValueSerializer;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;

class SerializerTest {
    /** Recorded bytes of format 1. They lie in savepoints: never change them, add a format. */
    private static final String HISTORY_V1 = "01" // format
            + "7fffffffffffffff" // never stopped
            + "02" // two users
            + "027531"
            + "03c39c32"
            + "03" // three links
            + "0000019cd7a5fa00"
            + "00"
            + "0000019cd7a5fa0a"
            + "01"
            + "0000019cd7a5fa14"
            + "00";

    private static final LinkHistory HISTORY = new LinkHistory(
            List.of(new Link(0x19cd7a5fa00L, "u1"), new Link(0x19cd7a5fa0aL, "Ü2"), new Link(0x19cd7a5fa14L, "u1")),
            LinkHistory.NEVER,
            3,
            false);

    private static final String EVENT_ID = "0011223344556677" + "8899aabbccddeeff";

    @Test
    void recordedLinkHistoryIsRead() throws IOException {
        String v2 = "02" + "0000000000000003" + "00" + HISTORY_V1.substring(2);
        assertThat(read(new LinkHistorySerializer(), v2)).isEqualTo(HISTORY);
        assertThat(written(new LinkHistorySerializer(), HISTORY)).isEqualTo(v2);
    }

    @Test
    void linkHistoryOfTheFirstFormatIsRead() throws IOException {
        assertThat(read(new LinkHistorySerializer(), HISTORY_V1))
                .isEqualTo(new LinkHistory(HISTORY.links(), LinkHistory.NEVER, 0, false));
    }

    @Test
    void recordedStoppedHistoryIsRead() throws IOException {
        LinkHistory stopped = LinkHistory.EMPTY.stopped(0x19cd7a5fa00L);
        String v2 = "02" + "0000000000000001" + "00" + "0000019cd7a5fa00" + "00" + "00";
        assertThat(read(new LinkHistorySerializer(), v2)).isEqualTo(stopped);
        assertThat(written(new LinkHistorySerializer(), stopped)).isEqualTo(v2);
    }

    @Test
    void recordedEventIdIsRead() throws IOException {
        EventId id = new EventId(0x0011223344556677L, 0x8899aabbccddeeffL);
        assertThat(read(new EventIdSerializer(), EVENT_ID)).isEqualTo(id);
        assertThat(written(new EventIdSerializer(), id)).isEqualTo(EVENT_ID);
    }

    @Test
    void acceptedEventComesBackFromTheShuffle() throws IOException {
        Events event = Events.alias("m1", "annä", "u1").anonymous("other").imported();
        AcceptedEvent accepted = AcceptedEvent.read(event.kafkaValue(), event.kafkaHeaders());
        assertThat(roundTrip(new AcceptedEventSerializer(), accepted))
                .usingRecursiveComparison()
                .isEqualTo(accepted);
    }

    @Test
    void unlinkComesBackFromTheShuffle() throws IOException {
        AcceptedEvent unlink = AcceptedEvent.of(new Unlink("x1", "ws", "anna", "u1", 7, "ops"));
        assertThat(roundTrip(new AcceptedEventSerializer(), unlink))
                .usingRecursiveComparison()
                .isEqualTo(unlink);
    }

    @Test
    void stitchedEventComesBack() throws IOException {
        Events event = Events.identify("m1").anonymous("anna").user("u1");
        StitchedEvent linked = new StitchedEvent(
                "ws:anna",
                "u1",
                new IdentityLink("anna", "u1", "identify"),
                new Clues("203.0.113.7", "Chrome", new Enrichment.Campaign("v", "w", "x", "y", "z")),
                new Enrichment(
                        new Enrichment.Geo("DE", "Köln"),
                        new Enrichment.UserAgent("Chrome", "131", "Windows", "10", "Mac", true),
                        new Enrichment.Campaign("a", "b", "c", "d", "e")),
                event.kafkaValue(),
                event.kafkaHeaders());
        StitchedEvent plain =
                new StitchedEvent("ws:anna", "", null, Clues.NONE, Enrichment.NONE, event.kafkaValue(), List.of());
        assertThat(roundTrip(new StitchedEventSerializer(), linked))
                .usingRecursiveComparison()
                .isEqualTo(linked);
        assertThat(roundTrip(new StitchedEventSerializer(), plain))
                .usingRecursiveComparison()
                .isEqualTo(plain);
    }

    @Test
    void kafkaRecordComesBack() throws IOException {
        KafkaRecord record =
                Events.track("m1").payload('"' + "x".repeat(70_000) + '"').kafkaRecord();
        assertThat(KafkaRecord.TYPE.createSerializer(null)).isInstanceOf(ValueSerializer.class);
        assertThat(roundTrip((ValueSerializer<KafkaRecord>) KafkaRecord.TYPE.createSerializer(null), record))
                .usingRecursiveComparison()
                .isEqualTo(record);
    }

    /** Those of the contract as numbers, others by name. */
    @Test
    void headersOfAnyNameComeBack() throws IOException {
        byte[] value = {1, 2};
        List<KafkaHeader> headers = Stream.of(
                        RoutingHeaders.WORKSPACE_ID, "", "x-ünknown", RoutingHeaders.TRACEPARENT, "cdp-later")
                .map(name -> new KafkaHeader(name, value))
                .toList();
        DataOutputSerializer out = new DataOutputSerializer(256);
        KafkaHeader.writeList(headers, out);

        assertThat(KafkaHeader.readList(new DataInputDeserializer(out.getCopyOfBuffer())))
                .usingRecursiveComparison()
                .isEqualTo(headers);
    }

    private static <T> T roundTrip(ValueSerializer<T> serializer, T value) throws IOException {
        return read(serializer, written(serializer, value));
    }

    private static <T> String written(ValueSerializer<T> serializer, T value) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        serializer.serialize(value, out);
        return HexFormat.of().formatHex(out.getCopyOfBuffer());
    }

    private static <T> T read(ValueSerializer<T> serializer, String hex) throws IOException {
        DataInputDeserializer in = new DataInputDeserializer(HexFormat.of().parseHex(hex));
        T value = serializer.deserialize(in);
        assertThat(in.available()).as("bytes left").isZero();
        return value;
    }
}
