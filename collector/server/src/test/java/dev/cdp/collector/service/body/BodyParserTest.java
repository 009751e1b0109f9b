package dev.cdp.collector.service.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.error.CollectorException.Status;
import dev.cdp.contract.DeadLetter.Reason;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyParserTest {
    private final BodyParser parser = new BodyParser(new LimitSettings(1, 2, 3));

    @Test
    void aSingleEventKeepsItsBytes() {
        ParsedBody body = parse(Endpoint.TRACK, "\n {\"event\" : \"Käse\", \"n\": 1.0}  ");
        assertThat(body.events()).hasSize(1);
        assertThat(body.events().get(0).text().text()).isEqualTo("{\"event\" : \"Käse\", \"n\": 1.0}");
    }

    @Test
    void eachEventOfABatchKeepsItsBytes() {
        ParsedBody body =
                parse(Endpoint.BATCH, "{\"batch\": [ {\"a\":\"ü\"},12 , \"x\",], \"sentAt\":\"t\"}".replace(",]", "]"));
        assertThat(body.events())
                .extracting(event -> event.text().text())
                .containsExactly("{\"a\":\"ü\"}", "12", "\"x\"");
        assertThat(body.events()).extracting(RawEvent::index).containsExactly(0, 1, 2);
        assertThat(body.sentAt().textValue()).isEqualTo("t");
    }

    @Test
    void whatStandsBesideTheBatchIsFoundBeforeAndAfterIt() {
        ParsedBody body = parse(
                Endpoint.IMPORT,
                "{\"context\":{\"a\":1},\"sequence\":7,\"x\":{\"batch\":[1]},\"batch\":[],\"writeKey\":\"k\",\"sentAt\":null}");
        assertThat(body.context().path("a").intValue()).isEqualTo(1);
        assertThat(body.writeKey()).isEqualTo("k");
        assertThat(body.events()).isEmpty();
        assertThat(body.problem()).isEmpty();
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheEvent() {
        ParsedBody body = parse(Endpoint.TRACK, "\uFEFF{\"a\":1}");
        assertThat(body.events().get(0).text().text()).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "[]",
                "7",
                "\"x\"",
                "{",
                "{\"a\":1",
                "{\"a\":1}}",
                "{\"a\":1} {}",
                "{'a':1}",
                "{\"a\":NaN}"
            })
    void whatIsNoJsonObjectIsMalformed(String text) {
        assertThatThrownBy(() -> parse(Endpoint.TRACK, text))
                .asInstanceOf(type(CollectorException.class))
                .satisfies(e -> assertThat(e.reason()).contains(Reason.MALFORMED_JSON));
    }

    @Test
    void textOfAnotherEncodingIsMalformed() {
        byte[] utf16 = "{\"a\":1}".getBytes(StandardCharsets.UTF_16);
        assertThatThrownBy(() -> parser.parse(Endpoint.TRACK, utf16)).hasMessageContaining("UTF-8");
        byte[] withoutMark = "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> parser.parse(Endpoint.TRACK, withoutMark)).hasMessageContaining("UTF-8");
    }

    @Test
    void theMessageDoesNotQuoteTheBody() {
        assertThatThrownBy(() -> parse(Endpoint.TRACK, "{\"a\": secret}"))
                .hasMessage("the body is not readable JSON: line 1, column 14");
    }

    @Test
    void aBatchThatIsNoneKeepsItsWriteKey() {
        ParsedBody none = parse(Endpoint.BATCH, "{\"writeKey\":\"k\"}");
        assertThat(none.problem()).get().extracting(CollectorException::field).isEqualTo("batch");
        ParsedBody object = parse(Endpoint.BATCH, "{\"batch\":{\"a\":[]},\"writeKey\":\"k\"}");
        assertThat(object.problem())
                .get()
                .extracting(CollectorException::getMessage)
                .isEqualTo("batch must be an array");
        assertThat(object.writeKey()).isEqualTo("k");
    }

    @Test
    void limitsAreOfTheEndpoint() {
        String longText = "{\"a\":\"" + "x".repeat(1_500) + "\"}";
        assertThatThrownBy(() -> parse(Endpoint.TRACK, longText))
                .asInstanceOf(type(CollectorException.class))
                .extracting(CollectorException::status)
                .isEqualTo(Status.TOO_LARGE);
        assertThat(parse(Endpoint.BATCH, "{\"batch\":[" + longText + "]}").events())
                .hasSize(1);
        assertThatThrownBy(() -> parse(Endpoint.BATCH, "{\"batch\":[1,2,3,4]}"))
                .hasMessage("the batch has more than 3 events");
    }

    private ParsedBody parse(Endpoint endpoint, String text) {
        return parser.parse(endpoint, text.getBytes(StandardCharsets.UTF_8));
    }
}
