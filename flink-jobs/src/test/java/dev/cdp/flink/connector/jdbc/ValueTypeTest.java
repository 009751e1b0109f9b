package dev.cdp.flink.connector.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValueTypeTest {
    private static final long BEYOND = (1L << 53) + 1;

    @Test
    void firstValueDecidesTheType() throws Exception {
        assertThat(ValueType.of("2026-01-01")).isEqualTo(ValueType.TEXT);
        assertThat(ValueType.of(1)).isEqualTo(ValueType.DOUBLE);
        assertThat(ValueType.of(1L << 53)).isEqualTo(ValueType.DOUBLE);
        assertThat(ValueType.of(BEYOND)).isEqualTo(ValueType.NUMERIC);
        assertThat(ValueType.of(new BigDecimal("1e999"))).isEqualTo(ValueType.NUMERIC);
        assertThat(ValueType.of(new JsonText("[]"))).isEqualTo(ValueType.JSON);
        assertThatThrownBy(() -> ValueType.of(List.of())).isInstanceOf(MisfitException.class);
    }

    @Test
    void columnOfNumbersTakesThoseThatItHoldsToTheLastDigit() {
        assertThat(ValueType.DOUBLE.accepts(0.1)).isTrue();
        assertThat(ValueType.DOUBLE.accepts(BigInteger.valueOf(BEYOND))).isFalse();
        assertThat(ValueType.NUMERIC.accepts(BigInteger.valueOf(BEYOND))).isTrue();
        assertThat(ValueType.NUMERIC.accepts(0.1)).isTrue();
        assertThat(ValueType.INTEGER.accepts(10.0)).isTrue();
        assertThat(ValueType.INTEGER.accepts(10.5)).isFalse();
        assertThat(ValueType.INTEGER.accepts(1L << 31)).isFalse();
        assertThat(ValueType.BIGINT.accepts(1L << 31)).isTrue();
        assertThat(ValueType.BIGINT.accepts(1e300)).isFalse();
    }

    @Test
    void nothingIsCoerced() {
        assertThat(ValueType.TEXT.accepts(1)).isFalse();
        assertThat(ValueType.DOUBLE.accepts("1")).isFalse();
        assertThat(ValueType.BOOLEAN.accepts("true")).isFalse();
        assertThat(ValueType.JSON.accepts("[]")).isFalse();
        assertThat(ValueType.TIMESTAMP.accepts("2026-01-01T00:00:00Z")).isFalse();
    }

    @Test
    void timesBeyondFourDigitsOfAYearAreNotTaken() {
        assertThat(ValueType.TIMESTAMP.accepts(Instant.parse("9999-12-31T23:59:59.999Z")))
                .isTrue();
        assertThat(ValueType.TIMESTAMP.accepts(Instant.parse("+10000-01-01T00:00:00Z")))
                .isFalse();
        assertThat(ValueType.TIMESTAMP.accepts(Instant.parse("0000-12-31T23:59:59Z")))
                .isFalse();
    }
}
