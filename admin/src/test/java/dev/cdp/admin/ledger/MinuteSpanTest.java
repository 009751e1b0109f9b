package dev.cdp.admin.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class MinuteSpanTest {
    private static final long AT = 1_800_000_000L / 60 * 60;

    @Test
    void minutesInARowAreOneSpan() {
        assertThat(MinuteSpan.covering(minutes(3, 4, 5), 4)).containsExactly(span(3, 6));
        assertThat(MinuteSpan.covering(minutes(3, 5), 4)).containsExactly(span(3, 4), span(5, 6));
        assertThat(MinuteSpan.covering(List.of(), 4)).isEmpty();
    }

    @Test
    void narrowestGapsAreCoveredWhenThereAreTooMany() {
        assertThat(MinuteSpan.covering(minutes(0, 100, 102, 110, 500), 3))
                .containsExactly(span(0, 1), span(100, 111), span(500, 501));
        assertThat(MinuteSpan.covering(minutes(0, 100, 102), 1)).containsExactly(span(0, 103));
    }

    @Test
    void whateverTheMinutesEachIsCoveredOnce() {
        Random random = new Random(7);
        for (int round = 0; round < 500; round++) {
            List<Long> minutes = minutes(random.ints(1 + random.nextInt(30), 0, 90)
                    .distinct()
                    .sorted()
                    .toArray());
            int most = 1 + random.nextInt(5);
            List<MinuteSpan> spans = MinuteSpan.covering(minutes, most);
            assertThat(spans).hasSizeBetween(1, most);
            for (long minute : minutes) {
                assertThat(spans.stream().filter(span -> span.from() <= minute && minute < span.to()))
                        .as("%s in %s", minute, spans)
                        .hasSize(1);
            }
            for (int i = 1; i < spans.size(); i++) {
                assertThat(spans.get(i).from()).isGreaterThan(spans.get(i - 1).to());
            }
        }
    }

    private static MinuteSpan span(int from, int to) {
        return new MinuteSpan(AT + from * 60L, AT + to * 60L);
    }

    private static List<Long> minutes(int... numbers) {
        return LongStream.range(0, numbers.length)
                .map(i -> AT + numbers[(int) i] * 60L)
                .boxed()
                .toList();
    }
}
