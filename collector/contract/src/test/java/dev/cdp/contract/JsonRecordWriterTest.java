package dev.cdp.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRecordWriterTest {
    private static final JsonMapper JSON = new JsonMapper();

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
        byte[] written = new JsonRecordWriter(1, 4).text("name", text).finish();
        JsonNode read = JSON.readTree(written);
        assertThat(read.path("name").textValue()).isEqualTo(text);
        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(JSON.writeValueAsString(read));
    }

    @Test
    void membersAreSeparatedAlsoInAndBehindAnObject() {
        JsonRecordWriter json = new JsonRecordWriter(7, 1);
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
        byte[] written =
                new JsonRecordWriter(1, 16).text("name", "ü\ud83d\"\ude00").finish();
        assertThat(JSON.readTree(written).path("name").textValue()).isEqualTo("ü\ud83d\"\ude00");
    }
}
