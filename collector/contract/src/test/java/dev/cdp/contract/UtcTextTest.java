package dev.cdp.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UtcTextTest {
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    @Test
    void everyDayOfTenThousandYearsIsWhatJavaReads() {
        for (LocalDate day = LocalDate.of(0, 1, 1); !day.isAfter(LAST); day = day.plusDays(1)) {
            long expected = day.atTime(23, 59, 58).toEpochSecond(ZoneOffset.UTC) * 1_000;

            assertThat(UtcText.parse(day + "T23:59:58Z")).isEqualTo(expected);
        }
    }

    @Test
    void anyNumberOfDecimalsIsWhatJavaReads() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            String seconds =
                    Instant.ofEpochSecond(random.nextInt() * 10L).toString().substring(0, 19);
            String decimals = "%09d".formatted(random.nextInt(1_000_000_000)).substring(0, 1 + random.nextInt(9));
            String text = seconds + '.' + decimals + 'Z';

            assertThat(UtcText.parse(text))
                    .as(text)
                    .isEqualTo(Instant.parse(text).toEpochMilli());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-01-31",
                "2026-01-31T10:00Z",
                "2026-01-31T10:00:00",
                "2026-01-31T10:00:00z",
                "2026-01-31 10:00:00Z",
                "2026-01-31T10:00:00.Z",
                "2026-01-31T10:00:00,5Z",
                "2026-01-31T10:00:00.1234567890Z",
                "2026-01-31T10:00:00.12x4Z",
                "2026-01-31T10:00:00+00:00",
                "2026-01-31T10:00:000Z",
                "2026-01-31T10:00:60Z",
                "2026-01-31T10:60:00Z",
                "2026-01-31T24:00:00Z",
                "2026-01-00T10:00:00Z",
                "2026-00-31T10:00:00Z",
                "2026-13-31T10:00:00Z",
                "2026-02-29T10:00:00Z",
                "2100-02-29T10:00:00Z",
                "2026-04-31T10:00:00Z",
                "+026-01-31T10:00:00Z",
                "-026-01-31T10:00:00Z",
                "٢٠٢٦-01-31T10:00:00Z"
            })
    void whateverElseIsLeftToTheOthers(String text) {
        assertThat(UtcText.parse(text)).isEqualTo(UtcText.OTHER);
    }
}
