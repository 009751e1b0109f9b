package dev.cdp.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00.123Z, 2026-11-23T10:00:00.123Z",
        "2026-11-23T10:00:00Z, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.123456Z, 2026-11-23T10:00:00.123Z",
        "2026-11-23T10:00:00.000+02:00, 2026-11-23T08:00:00Z",
        "2026-11-23T10:00:00+0200, 2026-11-23T08:00:00Z",
        "2026-11-23T10:00:00-05, 2026-11-23T15:00:00Z",
        "2026-11-23T10:00:00, 2026-11-23T10:00:00Z",
        "2026-11-23 10:00:00, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00, 2026-11-23T10:00:00Z",
        "2026-11-23, 2026-11-23T00:00:00Z",
        "2026-11-23t10:00:00z, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.1234567+00:00, 2026-11-23T10:00:00.123Z",
        "2026-11-23T10:00:00.123456789Z, 2026-11-23T10:00:00.123Z",
        "2026-11-23 10:00:00.123456+00:00, 2026-11-23T10:00:00.123Z",
        "2026-11-23 10:00:00 +0100, 2026-11-23T09:00:00Z",
        "2026-11-23 10:00:00 UTC, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00GMT, 2026-11-23T10:00:00Z",
        "2026-11-23 10:00:00Z, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00+01:00[Europe/Berlin], 2026-11-23T09:00:00Z",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
        "1764000000123, 2025-11-24T16:00:00.123Z"
    })
    void readsTheFormsThatClientsSend(String text, Instant time) {
        assertThat(Instant.ofEpochMilli(ClientTimes.parse(text))).isEqualTo(time);
    }

    @Test
    void aCommaMayStandForThePoint() {
        assertThat(ClientTimes.parse("2026-11-23T10:00:00,5Z"))
                .isEqualTo(Instant.parse("2026-11-23T10:00:00.500Z").toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+999999999-12-31T23:59:59Z",
                "-999999999-01-01T00:00:00Z",
                "+999999999-12-31T23:59:59+00:00",
                "+292278995-01-01T00:00:00"
            })
    void refusesWhatIsFurtherAwayThanMillisecondsCount(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> ClientTimes.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-13-01T00:00:00Z",
                "12",
                "1764000000",
                "99999999999999999999",
                "NaN",
                "UTC",
                "[",
                "1764000000.123",
                "2026-11-23T",
                "2026-11-23TZ",
                "10:00:00Z"
            })
    void refusesWhatIsNoTime(String text) {
        assertThatExceptionOfType(DateTimeException.class).isThrownBy(() -> ClientTimes.parse(text));
    }

    @Test
    void clockSkewOfTheClientIsTakenOut() {
        assertThat(ClientTimes.correct(1_000L, 2_000L, 10_000L)).isEqualTo(9_000L);
    }

    @Test
    void timeInTheFutureIsClampedToReceivedAt() {
        assertThat(ClientTimes.correct(20_000L, null, 10_000L)).isEqualTo(10_000L);
        assertThat(ClientTimes.correct(3_000L, 2_000L, 10_000L)).isEqualTo(10_000L);
    }

    @Test
    void eventWithoutTimeHappenedWhenItWasReceived() {
        assertThat(ClientTimes.correct(null, 2_000L, 10_000L)).isEqualTo(10_000L);
    }
}
