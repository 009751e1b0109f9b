package dev.cdp.flink.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.flink.Events;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClueReaderTest {
    @Test
    void requestTellsWhatTheEventDoesNot() {
        assertThat(clues("{}")).isEqualTo(new Clues("203.0.113.7", "tests", Campaign.NONE));
    }

    @Test
    void eventOfAServerNamesTheDeviceThatItIsAbout() {
        Clues clues = clues("{\"context\":{\"ip\":\"198.51.100.1\",\"userAgent\":\"Firefox\"}}");
        assertThat(clues.ip()).isEqualTo("198.51.100.1");
        assertThat(clues.userAgent()).isEqualTo("Firefox");
    }

    @Test
    void campaignOfTheContextWinsOverThatOfThePage() {
        Clues clues = clues("{\"context\":{\"page\":{\"search\":\"?utm_source=page\"},"
                + "\"campaign\":{\"name\":\"spring\",\"source\":\"news\",\"id\":7}}}");
        assertThat(clues.campaign()).isEqualTo(new Campaign("news", "", "spring", "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'context':{'page':{'search':'?a=1&utm_source=x%20y&utm_medium=mail'}}} | x y",
                "{'context':{'page':{'url':'https://a.b/c?utm_source=z#utm_source=no'}}} | z",
                "{'properties':{'url':'https://a.b/c?utm_source=p'}}                     | p",
                "{'properties':{'search':'?utm_source=100%'}}                            | 100%",
                "{'context':{'page':{'url':'https://a.b/utm_source'}}}                   | ''",
                "{'context':{'page':null,'campaign':'x','ip':7}}                         | ''",
                "{'context':['utm_source=x']}                                            | ''",
            })
    void campaignOfAPageIsThatOfItsParameters(String payload, String source) {
        assertThat(clues(payload.replace('\'', '"')).campaign().source()).isEqualTo(source);
    }

    @Test
    void payloadThatIsReadAlreadyTellsTheSame() {
        Events event = Events.track("m")
                .payload("{\"context\":{\"ip\":\"198.51.100.1\",\"page\":{\"search\":\"?utm_source=a\"}}}");
        assertThat(ClueReader.read(event.envelope())).isEqualTo(clues(event.payload()));
        assertThat(ClueReader.read(event.envelope()).ip()).isEqualTo("198.51.100.1");
    }

    /** 20,000 payloads, with a fixed seed. */
    @Test
    void whatIsReadWithoutAParserIsWhatAParserReads() {
        Random random = new Random(3);
        int scanned = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] payload = object(
                            random, "\"context\":" + context(random), "\"properties\":" + page(random), "\"x\":[{}]")
                    .getBytes(StandardCharsets.UTF_8);
            ClueReader reader = new ClueReader();
            if (reader.scan(payload, 0, payload.length)) {
                scanned++;
                assertThat(reader.clues(Events.track("m").envelope()))
                        .as(new String(payload, StandardCharsets.UTF_8))
                        .isEqualTo(parsed(payload));
            }
        }
        assertThat(scanned).as("without rare escapes").isBetween(10_000, 19_000);
    }

    private static String context(Random random) {
        return object(
                random,
                "\"ip\":\"198.51.100.1\"",
                "\"ip\":7",
                "\"userAgent\":\"Fire\\\"fox\"",
                "\"userAgent\":\"Für\"",
                "\"userAgent\":{\"ip\":\"1.1.1.1\"}",
                "\"campaign\":"
                        + object(random, "\"name\":\"spring\"", "\"source\":\"news\"", "\"medium\":1", "\"x\":\"y\""),
                "\"campaign\":\"x\"",
                "\"page\":" + page(random),
                "\"page\":[" + page(random) + ']');
    }

    private static String page(Random random) {
        return object(
                random,
                "\"search\":\"?utm_source=a\"",
                "\"search\":\"\"",
                "\"search\":null",
                "\"url\":\"https://a.b/?utm_term=t\"",
                "\"url\":[1,\"?utm_source=no\"]",
                "\"title\":\"a \\n b\"");
    }

    /** Of some of these members, in any order, some twice. */
    private static String object(Random random, String... members) {
        return random.ints(random.nextInt(4), 0, members.length)
                .mapToObj(i -> members[i])
                .collect(Collectors.joining(" ,", "{", "}"));
    }

    private static Clues parsed(byte[] payload) {
        ClueReader reader = new ClueReader();
        try (JsonParser parser = new JsonFactory().createParser(payload)) {
            parser.nextToken();
            reader.read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reader.clues(Events.track("m").envelope());
    }

    /** In the pass that reads the envelope, which is read as without but for its payload. */
    private static Clues clues(String payload) {
        byte[] value = Events.track("m").payload(payload).kafkaValue();
        ClueReader reader = new ClueReader();
        Envelope event = EnvelopeCodec.readAround(value, reader);
        assertThat(event).usingRecursiveComparison().ignoringFields("payload").isEqualTo(EnvelopeCodec.read(value));
        return reader.clues(event);
    }
}
