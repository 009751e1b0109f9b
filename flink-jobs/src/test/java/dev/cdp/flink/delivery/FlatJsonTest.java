package dev.cdp.flink.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cdp.contract.RawJson;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlatJsonTest {
    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "10 | 10.0",
                "-3 | -3.0",
                "10.50 | 10.5",
                "0.1 | 0.1",
                "9007199254740992 | 9.007199254740992E15",
                "9007199254740993 | 9007199254740993",
                "-9007199254740993 | -9007199254740993",
                "18446744073709551615 | 18446744073709551615",
                "18446744073709551616 | 1.8446744073709552E19",
                "-9223372036854775809 | -9.223372036854776E18",
                "1e999 | \"1E+999\"",
                "true | true",
                "\"10\" | \"10\"",
                "\"2026-01-31\" | \"2026-01-31\"",
            })
    void scalarHasTheTypeOfItsField(String sent, String written) throws Exception {
        assertThat(properties("{\"a\":" + sent + "}")).isEqualTo("{\"a\":" + written + "}");
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | []",
                "[1,2.5] | [1.0,2.5]",
                "[1,\"x\"] | [1.0,\"x\"]",
                "[null,1] | [null,1.0]",
                "[true,false,null] | [true,false,null]",
                "[9007199254740993] | [9007199254740993]",
                "[[1],[\"x\"]] | [[1.0],[\"x\"]]",
                "[{\"b\":1,\"c\":true}] | [{\"b\":1.0,\"c\":true}]",
            })
    void arrayStaysAnArray(String sent, String written) throws Exception {
        assertThat(properties("{\"a\":" + sent + "}")).isEqualTo("{\"a\":" + written + "}");
    }

    @ParameterizedTest(name = "{0} is written {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1,true] | \"[1,true]\"",
                "[\"x\",true] | \"[\\\"x\\\",true]\"",
                "[[1],[true]] | \"[[1],[true]]\"",
                "[9007199254740993,1] | \"[9007199254740993,1]\"",
                "[{\"b\":[1,true]}] | [{\"b\":\"[1,true]\"}]",
            })
    void arrayThatWouldBeCoercedIsKeptAsText(String sent, String written) throws Exception {
        assertThat(properties("{\"a\":" + sent + "}")).isEqualTo("{\"a\":" + written + "}");
    }

    @Test
    void nullIsLeftOutAndObjectsAreFlat() throws Exception {
        assertThat(properties("{\"a\":null,\"Bc\":{\"d e\":1,\"f\":{}}}")).isEqualTo("{\"bc_d_e\":1.0}");
    }

    @Test
    void whatIsNoObjectHasNoFields() throws Exception {
        assertThat(properties("\"text\"")).isEqualTo("{}");
        assertThat(properties("null")).isEqualTo("{}");
    }

    @Test
    void anExponentThatNoDecimalHasIsBeyondWhatCanBeRead() {
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> properties("{\"a\":1e9999999999}"));
    }

    @Test
    void whatTheCollectorMovedAsideIsInNoColumn() throws Exception {
        String kept = "{\"properties\":{\"size\":{}},\"_misfit\":[{\"field\":\"properties.price\","
                + "\"reason\":\"type_conflict\",\"expected\":\"number\",\"given\":\"string\",\"value\":\"x\"}]}";
        assertThat(new PayloadReader(FlatForm.CLICKHOUSE).read(RawJson.of(kept)).properties())
                .asString(UTF_8)
                .isEqualTo("{}");
    }

    private static String properties(String json) throws Exception {
        return new String(
                new PayloadReader(FlatForm.CLICKHOUSE)
                        .read(RawJson.of("{\"properties\":" + json + "}"))
                        .properties(),
                UTF_8);
    }
}
