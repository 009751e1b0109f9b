package dev.cdp.flink.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Enrichment.Campaign;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.flink.Events;
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

    /** In the pass that reads the envelope, which is read as without but for its payload. */
    private static Clues clues(String payload) {
        byte[] value = Events.track("m").payload(payload).kafkaValue();
        ClueReader reader = new ClueReader();
        Envelope event = EnvelopeCodec.readAround(value, reader::readPayload);
        assertThat(event).usingRecursiveComparison().ignoringFields("payload").isEqualTo(EnvelopeCodec.read(value));
        return reader.clues(event);
    }
}
