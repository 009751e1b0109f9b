package dev.cdp.collector.service.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cdp.collector.config.LimitSettings;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.error.CollectorException.Status;
import dev.cdp.contract.DeadLetter.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyParserTest {
    private final BodyParser parser = new BodyParser(new LimitSettings(1, 2, 3, 1_000));

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
                "{\"a\":nan}"
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
                .hasMessage("the body is not readable JSON: line 1, column 7");
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'properties':{'price':NaN}}                | properties.price | INVALID_FIELD",
                "{'properties':{'list':[1,-Infinity]}}       | properties.list  | INVALID_FIELD",
                "{'properties':{'price':1e9999999999}}       | properties.price | INVALID_FIELD",
                "{'properties':{'price':11e2147483647}}      | properties       | INVALID_FIELD",
                "{'properties':{'price':[-1.5E-1000002]}}    | properties.price | INVALID_FIELD",
                "{'traits':{'a':{'x':'lineBREAK'}}}        | traits.a         | INVALID_FIELD",
                "{'event':'a','event':'b'}                   | event            | NAME_COLLISION",
                "{'traits':{'a':{'x':1,'x':{}}}}             | traits.a         | NAME_COLLISION",
                "{'integrations':{'deep':DEEP}}              | integrations.deep | LIMIT_EXCEEDED",
                "{'context':{'LONG':1}}                      | context          | LIMIT_EXCEEDED"
            })
    void anEventThatOnlyALenientReaderCanReadIsRefusedAlone(String text, String field, Reason reason) {
        String event = text.replace('\'', '"').replace("BREAK", "\n").replace("DEEP", "[".repeat(70) + "]".repeat(70));
        String withName = event.replace("LONG", "n".repeat(1_100));
        ParsedBody body = new BodyParser(new LimitSettings(10, 20, 3, 1_000))
                .parse(Endpoint.BATCH, utf8("{\"batch\":[{\"a\":1}," + withName + ",{\"b\":2}]}"));
        assertThat(body.events()).extracting(one -> one.problem().isPresent()).containsExactly(false, true, false);
        assertThat(body.events().get(1).text().text()).isEqualTo(withName);
        assertThat(body.events().get(1).problem())
                .get()
                .satisfies(e -> assertThat(e.field()).startsWith(field))
                .satisfies(e -> assertThat(e.reason()).contains(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'batch':[1],'batch':[2]}                     | batch",
                "{'batch':[],'context':{},'context':{}}        | context",
                "{'batch':[],'context':{'a':NaN}}              | context.a",
                "{'batch':[],'integrations':{'a':1,'a':2}}     | integrations.a",
                "{'batch':[],'sentAt':Infinity}                | sentAt"
            })
    void whatHoldsForTheWholeBatchIsReadAsStrictly(String text, String field) {
        assertThat(parse(Endpoint.BATCH, text.replace('\'', '"')).problem())
                .get()
                .extracting(CollectorException::field)
                .isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"C080", "EDA080", "C3", "F8888080", "FF", "E28228", "F09F98"})
    void bytesThatAreNoUtf8AreMalformed(String hex) {
        byte[] wrong = HexFormat.of().parseHex(hex);
        for (int padding = 0; padding < 20; padding++) {
            byte[] start = utf8("{\"a\":\"" + "x".repeat(padding));
            byte[] body = Arrays.copyOf(start, start.length + wrong.length + 2);
            System.arraycopy(wrong, 0, body, start.length, wrong.length);
            body[body.length - 2] = '"';
            body[body.length - 1] = '}';
            assertThatThrownBy(() -> parser.parse(Endpoint.TRACK, body)).hasMessage("the body is not UTF-8");
        }
    }

    @Test
    void longTextOfAnyScriptIsUtf8() {
        String text = "{\"a\":\"" + "x".repeat(9) + "käse 价格 \uD83D\uDE00".repeat(200) + "\"}";
        BodyParser large = new BodyParser(new LimitSettings(10, 20, 3, 1_000));
        assertThat(large.parse(Endpoint.TRACK, utf8(text))
                        .events()
                        .get(0)
                        .text()
                        .text())
                .isEqualTo(text);
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
        return parser.parse(endpoint, utf8(text));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
