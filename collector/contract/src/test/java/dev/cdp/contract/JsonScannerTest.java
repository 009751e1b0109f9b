package dev.cdp.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " { } ",
                "[ 1 , -0 , 0.5e-3 , 12E+4 , true , false , null ]",
                "{\"a\":{\"b\":[{},[],{\"c\":[[\"d\"]]}]},\"e\":\"\\u00e9\\n\\\"\\\\ € 😀\"}",
                "\"text\"",
                "123"
            })
    void wellFormedValueIsPassedOver(String json) {
        assertThat(isScanned(json.getBytes(UTF_8))).isTrue();
        assertThat(isParsed(json.getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\"}",
                "{\"a\" 1}",
                "{a:1}",
                "[1 2]",
                "[1}",
                "{\"a\":1]",
                "01",
                "-",
                "1.",
                ".5",
                "1e",
                "+1",
                "tru",
                "truex",
                "[nulll]",
                "NaN",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12\"",
                "\"a\tb\"",
                "{} {}",
                "1 1"
            })
    void allElseIsNot(String json) {
        assertThat(isScanned(json.getBytes(UTF_8))).isFalse();
        assertThat(isParsed(json.getBytes(UTF_8))).isFalse();
    }

    @Test
    void bytesThatAreNoUtf8AreNotPassedOver() {
        assertThat(isScanned(new byte[] {'"', (byte) 0xC3, '"'})).isFalse();
        assertThat(isScanned(new byte[] {'"', (byte) 0x80, '"'})).isFalse();
    }

    @Test
    void whatLiesDeeperThanAParserWouldGoIsLeftToIt() {
        assertThat(isScanned("[".repeat(64).concat("]".repeat(64)).getBytes(UTF_8)))
                .isTrue();
        assertThat(isScanned("[".repeat(66).concat("]".repeat(66)).getBytes(UTF_8)))
                .isFalse();
    }

    @Test
    void wantedMembersAreRead() {
        byte[] json = "{\"x\":[1,{\"a\":\"no\"}],\"a\":{\"b\":\"ü\",\"c\":7},\"b\":null,\"c\":\"yes\"}".getBytes(UTF_8);
        JsonScanner scanner = new JsonScanner(json, 0, json.length);
        List<String> read = new ArrayList<>();

        assertThat(scanner.enterObject()).isTrue();
        while (scanner.nextMember()) {
            if (scanner.nameIs("a".getBytes(UTF_8)) && scanner.enterObject()) {
                while (scanner.nextMember()) {
                    read.add(scanner.name() + '=' + scanner.text());
                }
            } else {
                read.add(scanner.name() + '=' + scanner.text());
            }
        }

        assertThat(read).containsExactly("x=", "b=ü", "c=", "b=", "c=yes");
        assertThat(scanner.gaveUp()).isFalse();
        assertThat(scanner.isAtEnd()).isTrue();
    }

    /** 200,000 texts, most of them broken somewhere: with a fixed seed. */
    @Test
    void whatIsPassedOverAParserCanRead() {
        Random random = new Random(7);
        int scanned = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] json = Tampering.some(SomeJson.value(random, 4).getBytes(UTF_8), random, random.nextInt(3));
            if (isScanned(json)) {
                scanned++;
                assertThat(isParsed(json)).as(new String(json, UTF_8)).isTrue();
            }
        }
        assertThat(scanned).isGreaterThan(60_000);
    }

    private static boolean isScanned(byte[] json) {
        JsonScanner scanner = new JsonScanner(json, 0, json.length);
        scanner.skipValue();
        return !scanner.gaveUp() && scanner.isAtEnd();
    }

    private static boolean isParsed(byte[] json) {
        try (JsonParser parser = JsonRecords.FACTORY.createParser(json)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }
}
