package dev.cdp.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonWriterTest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                " ~/",
                "\"",
                "\\",
                "a\"b\\c",
                "\u0000\u001f\n\r\t\b\f",
                "\u007f\u0080ÿ",
                "ščř",
                "日本語",
                "\ud83d\ude00 at the end \ud83d\ude00",
                "plain, and then: ü"
            })
    void anyTextIsReadBackAndWrittenAsJacksonWritesIt(String text) throws IOException {
        byte[] written = new JsonWriter(1, 4).text("name", text).finish();
        JsonNode read = JSON.readTree(written);
        assertThat(read.path("name").textValue()).isEqualTo(text);
        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(JSON.writeValueAsString(read));
    }

    /** Long texts are looked through eight characters at a time. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"", "\\", "\n", "\u0000", "\u001f", "\u007f", "\u0080", "ÿ", "č", "\u0141", "語", "?", "\ud800", " ",
                "~"
            })
    void oneCharacterIsSeenAnywhereInATextOfAnyLength(String character) throws IOException {
        for (int before = 0; before < 20; before++) {
            for (int behind = 0; behind < 20; behind++) {
                String text = "a".repeat(before) + character + "z".repeat(behind);
                byte[] written = new JsonWriter(1, 4).text("name", text).finish();
                assertThat(JSON.readTree(written).path("name").textValue()).isEqualTo(text);
            }
        }
    }

    @Test
    void whatIsWrittenInScratchIsNotTouchedByTheNext() {
        String large = "x".repeat(100_000);
        byte[] first = JsonWriter.inScratch(1).text("a", "first").finish();
        byte[] second = JsonWriter.inScratch(1).text("a", large).finish();
        byte[] third = JsonWriter.inScratch(1).text("b", "2nd").finish();
        assertThat(first).asString().isEqualTo("{\"v\":1,\"a\":\"first\"}");
        assertThat(second).asString().isEqualTo("{\"v\":1,\"a\":\"" + large + "\"}");
        assertThat(third).asString().isEqualTo("{\"v\":1,\"b\":\"2nd\"}");
    }

    @Test
    void membersAreSeparatedAlsoInAndBehindAnObject() {
        JsonWriter json = new JsonWriter(7, 1);
        byte[] written = json.object("empty", json, () -> {})
                .object("none", null, () -> json.text("never", "x"))
                .object("full", json, () -> json.text("a", "b").number("n", -1L).text("left out", ""))
                .text("brace", "{")
                .number("behind", Long.MIN_VALUE)
                .number("missing", null)
                .finishWith("raw", "{\"x\":[1]}".getBytes(StandardCharsets.UTF_8));
        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo("{\"v\":7,\"empty\":{},\"full\":{\"a\":\"b\",\"n\":-1},\"brace\":\"{\","
                        + "\"behind\":-9223372036854775808,\"raw\":{\"x\":[1]}}");
    }

    @Test
    void halfACharacterIsReadBackAsItWas() throws IOException {
        byte[] written = new JsonWriter(1, 16).text("name", "ü\ud83d\"\ude00").finish();
        assertThat(JSON.readTree(written).path("name").textValue()).isEqualTo("ü\ud83d\"\ude00");
    }

    @ParameterizedTest
    @ValueSource(
            longs = {0, 7, 9, 10, 99, 100, 1_000_000_007, Long.MAX_VALUE, -1, -10, Long.MIN_VALUE, Long.MIN_VALUE + 1})
    void numbersAreReadBack(long number) throws IOException {
        JsonNode read = JSON.readTree(new JsonWriter(1)
                .number("n", number)
                .thousandths("t", number)
                .text("behind", "x")
                .finishLine());
        assertThat(read.path("n").longValue()).isEqualTo(number);
        assertThat(read.path("t").decimalValue()).isEqualByComparingTo(BigDecimal.valueOf(number, 3));
        assertThat(read.path("behind").textValue()).isEqualTo("x");
    }
}
