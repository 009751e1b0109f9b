package dev.cdp.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import dev.cdp.contract.EnvelopeCodec.PayloadForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without a parser is read as a parser would, and what can't be is left to one. */
class WrittenEnvelopeTest {
    private static final EventId EVENT_ID = EventId.parse("5f0c6a52-2f7b-4a55-9e5c-4f2f7c0d9f11");
    private static final String PAYLOAD = "{\"type\":\"track\",\"a\":[1,{\"b\":\"} \\\" €\"}],\"c\":null}";

    private static final List<Envelope> ENVELOPES = List.of(
            envelope("Order Completed", "anon-1", "user-1", 1764000000100L, null),
            envelope("", "", "", null, null),
            envelope("Bestellung für 5 € 😀", "ünn", "user-1", -1L, null),
            envelope("a \"quoted\"\tname \\", "anon-1", "", 0L, null),
            envelope("half \ud83d a pair", "anon-1", "", 0L, null),
            envelope("Order Completed", "anon-1", "user-1", 1764000000100L, new Replay("r", 7, "warehouse")));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatNeedsNoEscapesNeedsNoParser(int which) {
        Envelope envelope = ENVELOPES.get(which);

        assertThat(WrittenEnvelope.read(EnvelopeCodec.write(envelope), PayloadForm.WHOLE))
                .isEqualTo(envelope);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void allElseIsLeftToTheParser(int which) {
        byte[] written = EnvelopeCodec.write(ENVELOPES.get(which));

        assertThat(WrittenEnvelope.read(written, PayloadForm.WHOLE)).isNull();
        assertThat(EnvelopeCodec.read(written)).isEqualTo(ENVELOPES.get(which));
    }

    @Test
    void payloadIsReadOnTheWay() {
        List<String> names = new ArrayList<>();

        Envelope read =
                EnvelopeCodec.readAround(EnvelopeCodec.write(ENVELOPES.get(0)), value -> readNames(value, names));

        assertThat(names).containsExactly("type", "a", "c");
        assertThat(read.payload()).isEqualTo(RawJson.of("{}"));
        assertThat(read.userId()).isEqualTo("user-1");
    }

    /** 60,000 times, with a fixed seed. */
    @Test
    void bytesThatWereTamperedWithAreReadAsByTheParser() {
        Random random = new Random(20);
        for (int i = 0; i < 60_000; i++) {
            byte[] written = EnvelopeCodec.write(ENVELOPES.get(i % ENVELOPES.size()));
            byte[] bytes = Tampering.some(written, random, 1);
            assertThat(resultOf(() -> EnvelopeCodec.read(bytes)))
                    .as(new String(bytes, UTF_8))
                    .isEqualTo(resultOf(() -> EnvelopeCodec.parse(bytes, PayloadForm.WHOLE)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"receivedAt\":007",
                "\"receivedAt\":-",
                "\"receivedAt\":17640000001230000000",
                "\"receivedAt\":999999999999999999",
                "\"receivedAt\":1.5e3",
                "\"receivedAt\":1764000000123,\"receivedAt\":5",
                "\"receivedAt\": 1764000000123",
                "\"receivedAt\":null",
                "\"receivedAt\":\"1764000000123\"",
                "\"later\":1,\"receivedAt\":1764000000123",
            })
    void numberInAnotherFormIsReadAsByTheParser(String member) {
        String written = new String(EnvelopeCodec.write(ENVELOPES.get(0)), UTF_8);
        byte[] bytes = written.replace("\"receivedAt\":1764000000123", member).getBytes(UTF_8);

        assertThat(resultOf(() -> EnvelopeCodec.read(bytes)))
                .isEqualTo(resultOf(() -> EnvelopeCodec.parse(bytes, PayloadForm.WHOLE)));
    }

    private interface Reading {
        Envelope read();
    }

    /** The envelope, or which field was refused and why. */
    private static Object resultOf(Reading reading) {
        try {
            return reading.read();
        } catch (MalformedRecordException e) {
            return e.field() + ": " + e.getMessage();
        }
    }

    private static void readNames(JsonParser object, List<String> names) throws IOException {
        JsonRecords.readMembers(object, (name, value) -> names.add(name));
    }

    private static Envelope envelope(String event, String anonymousId, String userId, Long sentAt, Replay replay) {
        return new Envelope(
                EVENT_ID,
                "demo",
                "shop",
                "m-1",
                EventType.TRACK,
                event,
                anonymousId,
                userId,
                "",
                sentAt == null ? Channel.IMPORT : Channel.LIVE,
                1764000000123L,
                sentAt,
                sentAt,
                1763999999023L,
                event.isEmpty() ? "" : "203.0.113.7",
                event.isEmpty() ? "" : "analytics-node/3.1.0",
                new Origin("collector/0", 3, 42),
                replay,
                RawJson.of(PAYLOAD));
    }
}
