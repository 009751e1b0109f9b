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
        "1764000000123, 2025-11-24T16:00:00.123Z"
    })
    void readsTheFormsThatClientsSend(String text, Instant time) {
        assertThat(Instant.ofEpochMilli(ClientTimes.parse(text))).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01T00:00:00Z", "12", "1764000000", "99999999999999999999", "NaN"})
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
