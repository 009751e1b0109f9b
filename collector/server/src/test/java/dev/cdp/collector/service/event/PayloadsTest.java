package dev.cdp.collector.service.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.service.body.BodyParser;
import dev.cdp.collector.service.body.Endpoint;
import dev.cdp.collector.service.body.ParsedBody;
import dev.cdp.collector.service.body.RawEvent;
import dev.cdp.contract.RawJson;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PayloadsTest {
    private final BodyParser parser = new BodyParser(new LimitSettings(100, 500, 2_500, 1_000));

    @Test
    void anEventIsStoredAsItsBytesWhenNothingIsToBeChanged() {
        assertThat(payload("{'batch':[{'event' : 'x', 'n':1.50, 'm':2}],'sentAt':'t'}"))
                .isEqualTo("{'event' : 'x', 'n':1.50, 'm':2}");
    }

    @Test
    void theBatchsContextHoldsForEachEventAndTheEventsOwnWins() {
        assertThat(payload("{'batch':[{'context':{'b':3}}],'context':{'a':1,'b':2}}"))
                .isEqualTo("{'context':{'a':1,'b':3}}");
        assertThat(payload("{'batch':[{'event':'x'}],'context':{'a':1},'integrations':{'All':false}}"))
                .isEqualTo("{'event':'x','context':{'a':1},'integrations':{'All':false}}");
    }

    @Test
    void aContextThatIsNoObjectIsNotHiddenByTheBatchs() {
        assertThat(payload("{'batch':[{'context':[1]}],'context':{'a':1}}")).isEqualTo("{'context':[1]}");
    }

    @Test
    void theWriteKeyIsNotStored() {
        assertThat(payload("{'batch':[{'event':'x','writeKey':'secret'}]}")).isEqualTo("{'event':'x'}");
    }

    @Test
    void theEventItselfIsLeftAsItWas() {
        ParsedBody body = parse("{'batch':[{'event':'x','writeKey':'secret'}],'context':{'a':1}}");
        RawEvent raw = body.events().get(0);
        Payloads.payload(raw, Payloads.merged(raw, body));
        assertThat(raw.json().has("writeKey")).isTrue();
        assertThat(raw.json().has("context")).isFalse();
    }

    @Test
    void numbersKeepTheirDigitsWhereTheEventIsWrittenAnew() {
        String numbers = "[1.50,0.1234567890123456789,123456789012345678901234567890,-1E+400,10]";
        assertThat(payload("{'batch':[{'writeKey':'k','n':" + numbers + "}]}")).isEqualTo("{'n':" + numbers + "}");
    }

    @Test
    void halfACharacterStaysAsItWasEscaped() {
        assertThat(payload("{'batch':[{'event':'\\ud800','writeKey':'k'}]}").toLowerCase(Locale.ROOT))
                .isEqualTo("{'event':'\\ud800'}");
    }

    private String payload(String text) {
        ParsedBody body = parse(text);
        RawEvent raw = body.events().get(0);
        JsonNode merged = Payloads.merged(raw, body);
        RawJson payload = Payloads.payload(raw, merged);
        return payload.text().replace('"', '\'');
    }

    private ParsedBody parse(String text) {
        return parser.parse(Endpoint.BATCH, text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
