package dev.cdp.admin.reprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MomentTest {
    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "now, 2026-03-10T12:00:00Z",
        "-30s, 2026-03-10T11:59:30Z",
        "-90m, 2026-03-10T10:30:00Z",
        "-1h, 2026-03-10T11:00:00Z",
        "-7d, 2026-03-03T12:00:00Z",
        "2026-03-01, 2026-03-01T00:00:00Z",
        "2026-03-01T06:30, 2026-03-01T06:30:00Z",
        "2026-03-01T06:30:15.250, 2026-03-01T06:30:15.250Z",
        "2026-03-01T06:30:00Z, 2026-03-01T06:30:00Z",
        "2026-03-01T06:30:00+02:00, 2026-03-01T04:30:00Z"
    })
    void timesAreReadAsPeopleTypeThem(String text, Instant time) {
        assertThat(Moment.parse(text, NOW)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1h", "-1w", "-h", "yesterday", "2026-13-01", "2026-03-01 06:30", "2026-02-30T00:00Z"})
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> Moment.parse(text, NOW)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void yearsAgoAreReadToo() {
        assertThat(Moment.parse("-3650d", NOW)).isBefore(Instant.parse("2017-01-01T00:00:00Z"));
    }
}
