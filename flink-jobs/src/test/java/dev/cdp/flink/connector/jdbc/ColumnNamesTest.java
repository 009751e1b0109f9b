package dev.cdp.flink.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ColumnNamesTest {
    private final ColumnNames names = new ColumnNames(63, Set.of("ctid"));

    @Test
    void nameThatFitsStays() {
        assertThat(names.of("properties_price")).isEqualTo("properties_price");
        assertThat(names.of("x".repeat(63))).isEqualTo("x".repeat(63));
    }

    @Test
    void longNamesOfOneBeginningStayApartAndFit() {
        String one = names.of("x".repeat(64) + "1");
        String two = names.of("x".repeat(64) + "2");
        assertThat(one).isNotEqualTo(two).hasSize(63).startsWith("x".repeat(50) + '_');
        assertThat(names.of("x".repeat(64) + "1")).isEqualTo(one);
    }

    @Test
    void bytesCountAndNoCharacterIsCutInTwo() {
        String name = names.of("\ud83d\ude00".repeat(30));
        assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(63);
        assertThat(name).startsWith("\ud83d\ude00".repeat(12) + '_');
    }

    @Test
    void nameThatTheDatabaseKeepsGetsAnUnderscore() {
        assertThat(names.of("ctid")).isEqualTo("ctid_");
    }
}
