package dev.cdp.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records in Kafka outlive the code that wrote them: what was recorded once is read for ever. */
class RecordCompatibilityTest {
    private static final EventId EVENT_ID = EventId.parse("5f0c6a52-2f7b-4a55-9e5c-4f2f7c0d9f11");

    private static final Envelope FULL = new Envelope(
            EVENT_ID,
            "demo",
            "shop",
            "node-next-1764000000000-1",
            EventType.TRACK,
            "Order Completed",
            "anon-1",
            "user-1",
            "prev-1",
            Channel.IMPORT,
            1764000000123L,
            1764000000100L,
            1763999999000L,
            1763999999023L,
            "203.0.113.7",
            "analytics-node/3.1.0",
            new Origin("collector/0", 3, 42),
            new Replay("r-1", 1764000009000L, "warehouse"),
            RawJson.of("{\"type\":\"track\",\"event\":\"Order Completed\","
                    + "\"properties\":{\"total\":9.90,\"currency\":\"€\"}}"));

    private static final Envelope SPARSE = new Envelope(
            EVENT_ID,
            "demo",
            "shop",
            "m",
            EventType.PAGE,
            "",
            "",
            "",
            "",
            Channel.LIVE,
            1764000000123L,
            null,
            null,
            1764000000123L,
            "",
            "",
            new Origin("c", 0, 0),
            null,
            RawJson.of("{}"));

    private static final DeadLetter DEAD_LETTER = new DeadLetter(
            EVENT_ID,
            "demo",
            "shop",
            "m",
            "track",
            DeadLetter.Stage.SCHEMA,
            DeadLetter.Reason.TYPE_CONFLICT,
            "properties.price",
            "properties.price is a number, not a string",
            "warehouse",
            "clean",
            1764000000123L,
            1764000000124L,
            "{\"properties\":{\"price\":\"ten\"}}");

    private static final Outcome OUTCOME = new Outcome(
            EVENT_ID,
            "demo",
            "shop",
            "warehouse",
            Outcome.State.DROPPED,
            "function",
            "clean",
            0,
            1764000000123L,
            1764000009000L,
            new Origin("collector/0", 3, 42));

    @Test
    void envelopeKeepsItsBytes() {
        byte[] recorded = RecordedBytes.of("envelope-v1.json");

        assertThat(EnvelopeCodec.read(recorded)).isEqualTo(FULL);
        assertThat(EnvelopeCodec.write(FULL)).isEqualTo(recorded);
    }

    @Test
    void envelopeWithoutOptionalMembersKeepsItsBytes() {
        byte[] recorded = RecordedBytes.of("envelope-v1-sparse.json");

        assertThat(EnvelopeCodec.read(recorded)).isEqualTo(SPARSE);
        assertThat(EnvelopeCodec.write(SPARSE)).isEqualTo(recorded);
    }

    @Test
    void processedEventKeepsItsBytes() {
        byte[] recorded = RecordedBytes.of("processed-v1.json");
        IdentityLink link = new IdentityLink("anon-1", "user-1", "identify");

        assertThat(ProcessedEventCodec.read(recorded)).isEqualTo(new ProcessedEvent("user-1", link, SPARSE));
        assertThat(ProcessedEventCodec.write("user-1", link, EnvelopeCodec.write(SPARSE)))
                .isEqualTo(recorded);
    }

    @Test
    void enrichedEventKeepsItsBytes() {
        byte[] recorded = RecordedBytes.of("processed-v1-enriched.json");
        Enrichment enrichment = new Enrichment(
                new Enrichment.Geo("DE", "Köln"),
                new Enrichment.UserAgent("Googlebot", "2", "iOS", "17", "Spider", true),
                new Enrichment.Campaign("news", "mail", "spring", "shoes", "top"));

        assertThat(ProcessedEventCodec.read(recorded)).isEqualTo(new ProcessedEvent("", null, enrichment, SPARSE));
        assertThat(ProcessedEventCodec.write("", null, enrichment, EnvelopeCodec.write(SPARSE)))
                .isEqualTo(recorded);
    }

    @Test
    void linkWithWhatItChangedKeepsItsBytes() {
        byte[] recorded = RecordedBytes.of("processed-v1-ownership.json");
        IdentityLink unlink = new IdentityLink(
                "anon-1",
                "user-1",
                "unlink",
                "ops@acme",
                new Ownership(3, List.of(new Ownership.Owner(0, "user-2"), new Ownership.Owner(1764000000000L, ""))));

        ProcessedEvent event = ProcessedEventCodec.read(recorded);

        assertThat(event).isEqualTo(new ProcessedEvent("", unlink, SPARSE));
        assertThat(event.isEvent()).isFalse();
        assertThat(ProcessedEventCodec.write("", unlink, EnvelopeCodec.write(SPARSE)))
                .isEqualTo(recorded);
    }

    @Test
    void unlinkKeepsItsBytes() {
        byte[] recorded = RecordedBytes.of("unlink-v1.json");
        Unlink unlink = new Unlink("u-1", "demo", "anon-1", "user-1", 1764000000123L, "ops@acme");

        assertThat(UnlinkCodec.read(recorded)).isEqualTo(unlink);
        assertThat(UnlinkCodec.write(unlink)).isEqualTo(recorded);
        assertThat(unlink.partitionKey()).isEqualTo("demo:anon-1");
    }

    @Test
    void deadLetterKeepsItsBytes() {
        byte[] recorded = RecordedBytes.of("dead-letter-v1.json");

        assertThat(DeadLetterCodec.read(recorded)).isEqualTo(DEAD_LETTER);
        assertThat(DeadLetterCodec.write(DEAD_LETTER)).isEqualTo(recorded);
    }

    @Test
    void outcomeKeepsItsBytes() {
        byte[] recorded = RecordedBytes.of("outcome-v1.json");

        assertThat(OutcomeCodec.read(recorded)).isEqualTo(OUTCOME);
        assertThat(OutcomeCodec.write(OUTCOME)).isEqualTo(recorded);
    }

    @Test
    void progressKeepsItsBytes() {
        byte[] recorded = RecordedBytes.of("progress-v1.json");
        Progress progress =
                new Progress("warehouse", "demo", new IngestPosition("a/events.ingest", 3, 42), 1764000000123L);

        assertThat(ProgressCodec.read(recorded)).isEqualTo(progress);
        assertThat(ProgressCodec.write(progress)).isEqualTo(recorded);
    }

    @Test
    void lineOfAFunctionKeepsItsBytes() {
        byte[] recorded = RecordedBytes.of("function-line-v1.json");
        FunctionLine line = new FunctionLine("demo", "fn_1", 3, "m-1", "warn", "no price: {\"a\":1}", 1764000000123L);

        assertThat(FunctionLineCodec.read(recorded)).isEqualTo(line);
        assertThat(FunctionLineCodec.write(line)).isEqualTo(recorded);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "events.ingest", "events.ingest/1", "events.ingest/one/2", "events.ingest/1/", "/"})
    void positionOfAnotherFormIsRefused(String text) {
        assertThatExceptionOfType(MalformedRecordException.class).isThrownBy(() -> IngestPosition.parse(text));
    }

    @Test
    void duplicateThatNoDestinationHasSeenComesBack() {
        Outcome duplicate = new Outcome(
                EVENT_ID, "demo", "", "", Outcome.State.DUPLICATE, "seen_before", "", 0, 1L, 1L, new Origin("c", 0, 0));

        assertThat(OutcomeCodec.read(OutcomeCodec.write(duplicate))).isEqualTo(duplicate);
    }

    @Test
    void deadLetterOfAnUnknownWorkspaceComesBack() {
        DeadLetter unknown = new DeadLetter(
                EVENT_ID,
                "",
                "",
                "events.ingest/0/7",
                "",
                DeadLetter.Stage.PROCESSING,
                DeadLetter.Reason.MALFORMED_RECORD,
                "",
                "not a JSON object",
                "",
                "",
                1L,
                2L,
                "");

        assertThat(DeadLetterCodec.read(DeadLetterCodec.write(unknown))).isEqualTo(unknown);
    }

    @Test
    void memberOfALaterVersionIsPassedOver() {
        String later = text("envelope-v1.json").replace("\"v\":1,", "\"v\":1,\"geo\":{\"country\":[\"DE\"]},");

        assertThat(EnvelopeCodec.read(later.getBytes(UTF_8))).isEqualTo(FULL);
    }

    @Test
    void recordOfANewerIncompatibleVersionIsRefused() {
        String newer = text("envelope-v1.json").replace("\"v\":1,", "\"v\":2,");

        assertMalformed(newer, "v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eventId", "workspaceId", "messageId", "type", "receivedAt", "origin", "payload"})
    void missingMandatoryMemberIsNamed(String member) {
        String without = text("envelope-v1.json").replace('"' + member + "\":", "\"gone\":");

        assertMalformed(without, member);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "not json", "{\"v\":1", "{\"v\":1,\"payload\":{\"a\":"})
    void bytesThatAreNoRecordAreRefused(String text) {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> EnvelopeCodec.read(text.getBytes(UTF_8)));
    }

    @Test
    void unknownEventTypeIsNamed() {
        assertMalformed(text("envelope-v1.json").replaceFirst("\"type\":\"track\"", "\"type\":\"vote\""), "type");
    }

    private static void assertMalformed(String json, String field) {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> EnvelopeCodec.read(json.getBytes(UTF_8)))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    private static String text(String name) {
        return new String(RecordedBytes.of(name), UTF_8);
    }
}
