package dev.cdp.e2e.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExpectationTest {

    @Test
    void anEllipsisStandsForAPartOfALineOrForLines() {
        assertThat(text("a … c", "a b c")).isTrue();
        assertThat(text("a\n…\nd", "a\nb\nc\nd")).isTrue();
        assertThat(text("a\n…\nd", "a\nd")).isTrue();
        assertThat(text("…", "")).isTrue();
        assertThat(text("a … c", "a b\nc")).isFalse();
        assertThat(text("a\n…\nd", "a\nb\nc")).isFalse();
    }

    @Test
    void blanksAndRulesOfTablesMayBeOfAnyWidth() {
        assertThat(text("│ a │ 1 │\n└──┘", "  │ a    │   1 │\n└────────┘")).isTrue();
        assertThat(text("a b", "ab")).isFalse();
    }

    @Test
    void allOfATextMustBeShown() {
        assertThat(text("a", "a\nb")).isFalse();
        assertThat(text("a\nb", "a")).isFalse();
        assertThat(text("", "a")).isFalse();
        assertThat(text("a.c", "abc")).isFalse();
    }

    @Test
    void jsonIsComparedAsJson() {
        assertThat(json("{\"a\": 1, \"b\": [2.0]}", "{\"b\":[2],\"a\":1}")).isTrue();
        assertThat(json("{\"a\": \"…\"}", "{\"a\":{\"b\":1}}")).isTrue();
        assertThat(json("{\"a\": \"x…\"}", "{\"a\":\"xyz\"}")).isTrue();
        assertThat(json("{\"a\": 1, \"…\": \"…\"}", "{\"a\":1,\"b\":2}")).isTrue();
        assertThat(json("{\"a\": 1}", "{\"a\":1,\"b\":2}")).isFalse();
        assertThat(json("{\"a\": 1, \"…\": \"…\"}", "{\"b\":2}")).isFalse();
        assertThat(json("{\"a\": \"1\"}", "{\"a\":1}")).isFalse();
        assertThat(json("[1]", "[1,2]")).isFalse();
        assertThat(json("{\"a\": 1}", "not JSON")).isFalse();
    }

    private static boolean text(String expected, String printed) {
        return Expectation.matches(expected, printed, false);
    }

    private static boolean json(String expected, String printed) {
        return Expectation.matches(expected, printed, true);
    }
}
