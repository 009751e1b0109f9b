package dev.cdp.udf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What authors expect of Node and browsers beside ECMAScript: each expression of the list answers as Node does. */
class WebGlobalsTest {
    private static Harness harness;

    @BeforeAll
    static void open() {
        harness = new Harness();
    }

    @AfterAll
    static void close() {
        harness.close();
    }

    static List<Arguments> expressions() throws IOException {
        List<String> lines;
        try (InputStream list = WebGlobalsTest.class.getResourceAsStream("web-globals.txt")) {
            lines = new String(list.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("//"))
                    .toList();
        }
        List<Arguments> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            all.add(Arguments.of(lines.get(i), lines.get(i + 1).strip()));
        }
        return all;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("expressions")
    void answersAsNodeDoes(String expression, String expected) {
        assertThat(harness.value(expression)).isEqualTo("{\"v\":" + expected + "}");
    }
}
