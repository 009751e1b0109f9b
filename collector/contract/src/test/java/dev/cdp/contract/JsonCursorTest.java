package dev.cdp.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Held against Jackson: what one reads the other reads, and what is broken breaks nothing but itself. */
class JsonCursorTest {
    private static final int DOCUMENTS = 2_000;
    private static final String[] TEXTS = {
        "",
        "plain",
        "a \"quoted\" \\ text",
        "line\nbreak\t\u0001",
        "€ and ü",
        "\uD83D\uDE00",
        "\u2028",
        "{[,:]}",
        "null"
    };

    private final ObjectMapper jackson = new ObjectMapper();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @Test
    void readsAndStepsOverWhatJacksonDoes() throws IOException {
        for (int i = 0; i < DOCUMENTS; i++) {
            ObjectNode document = object(4);
            byte[] json = i % 2 == 0
                    ? jackson.writeValueAsBytes(document)
                    : jackson.writerWithDefaultPrettyPrinter().writeValueAsBytes(document);
            assertThat(readAll(new JsonCursor(json))).as("seed %d", seed).isEqualTo(document);
            assertThat(jackson.readTree(slicesOf(json))).as("seed %d", seed).isEqualTo(document);
        }
    }

    @Test
    void whatIsBrokenIsRefusedAndNothingWorse() throws IOException {
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] json = jackson.writeValueAsBytes(object(3));
            byte[] cut = Arrays.copyOf(json, random.nextInt(json.length));
            assertThatExceptionOfType(IOException.class)
                    .as("seed %d: %s", seed, new String(cut, UTF_8))
                    .isThrownBy(() -> readAll(new JsonCursor(cut)));
            for (int change = 0; change < 3; change++) {
                json[random.nextInt(json.length)] = (byte) random.nextInt(256);
            }
            try {
                readAll(new JsonCursor(json));
            } catch (IOException e) {
                // It was no JSON any more; any other exception, or none that ends, would fail.
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-1, -1",
        "123456789012345678, 123456789012345678",
        "9223372036854775807, 9223372036854775807",
        "-9223372036854775808, -9223372036854775808",
        "1.9, 1",
        "1e3, 1000"
    })
    void readsNumbers(String json, long number) throws IOException {
        assertThat(cursor(json).number()).isEqualTo(number);
        assertThat(cursor(" " + json + " ").number()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775808", "-", "\"1\"", "true", "{}", "", "1x"})
    void refusesWhatIsNoNumber(String json) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> cursor(json).number());
    }

    @ParameterizedTest
    @CsvSource({"12.50, 12.50", "true, true", "null, null"})
    void textOfAScalarIsAsItIsWritten(String json, String text) throws IOException {
        assertThat(cursor(json).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[1]", "yes", "\"open", "\"\\x\"", "\"\u0001\"", ","})
    void refusesWhatIsNoText(String json) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> cursor(json).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[]", "{", "{,}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{\"a\":1", "{a:1}", "{\"a\":1 \"b\":2}"})
    void refusesWhatIsNoObject(String json) {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> cursor(json).members((name, value) -> value.text()));
    }

    /** They share a place in the table of names, which forgets the one for the other. */
    @Test
    void namesOfOneHashAreToldApart() throws IOException {
        StringBuilder names = new StringBuilder();
        for (int round = 0; round < 2; round++) {
            cursor("{\"Aa\":1,\"BB\":2,\"A\\u0061\":3}").members((name, value) -> names.append(name));
        }
        assertThat(names).hasToString("AaBBAaAaBBAa");
    }

    private static JsonCursor cursor(String json) {
        return new JsonCursor(json.getBytes(UTF_8));
    }

    private ObjectNode object(int depth) {
        ObjectNode object = jackson.createObjectNode();
        for (int i = random.nextInt(6); i >= 0; i--) {
            object.set(TEXTS[random.nextInt(TEXTS.length)] + i, value(depth - 1));
        }
        return object;
    }

    private JsonNode value(int depth) {
        return switch (random.nextInt(depth > 0 ? 6 : 4)) {
            case 0 -> jackson.getNodeFactory().numberNode(random.nextLong());
            case 1 -> jackson.getNodeFactory().numberNode(random.nextInt(1_000) / 8.0);
            case 2 -> jackson.getNodeFactory().booleanNode(random.nextBoolean());
            case 3 -> jackson.getNodeFactory().textNode(TEXTS[random.nextInt(TEXTS.length)]);
            case 4 -> array(depth - 1);
            default -> object(depth);
        };
    }

    private ArrayNode array(int depth) {
        ArrayNode array = jackson.createArrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            array.add(value(depth));
        }
        return array;
    }

    private JsonNode readAll(JsonCursor cursor) throws IOException {
        if (cursor.isObject()) {
            ObjectNode object = jackson.createObjectNode();
            cursor.members((name, value) -> object.set(name, readAll(value)));
            return object;
        }
        if (cursor.isText()) {
            return jackson.getNodeFactory().textNode(cursor.text());
        }
        String written = cursor.slice(value -> {}).text();
        if (written.startsWith("[")) {
            ArrayNode array = jackson.createArrayNode();
            new JsonCursor(written.getBytes(UTF_8)).elements(value -> array.add(readAll(value)));
            return array;
        }
        return jackson.readTree(written);
    }

    /** The document of its members' slices. */
    private static byte[] slicesOf(byte[] json) throws IOException {
        StringBuilder document = new StringBuilder("{");
        ObjectMapper names = new ObjectMapper();
        new JsonCursor(json).members((name, value) -> document.append(document.length() > 1 ? "," : "")
                .append(names.writeValueAsString(name))
                .append(':')
                .append(value.slice(skipped -> {}).text()));
        return document.append('}').toString().getBytes(UTF_8);
    }
}
