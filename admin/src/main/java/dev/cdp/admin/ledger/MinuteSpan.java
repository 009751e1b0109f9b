package dev.cdp.admin.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Minutes in a row.
 *
 * @param from the first one's beginning, in seconds of Unix time
 * @param to the last one's end
 */
record MinuteSpan(long from, long to) {
    static final int MINUTE = 60;

    /**
     * Few spans that hold all these minutes, and as few others as can be.
     *
     * @param seconds beginnings of minutes, the earliest first
     * @param most how many spans there may be
     */
    static List<MinuteSpan> covering(List<Long> seconds, int most) {
        List<MinuteSpan> spans = new ArrayList<>();
        for (long second : seconds) {
            MinuteSpan last = spans.isEmpty() ? null : spans.get(spans.size() - 1);
            if (last != null && last.to == second) {
                spans.set(spans.size() - 1, new MinuteSpan(last.from, second + MINUTE));
            } else {
                spans.add(new MinuteSpan(second, second + MINUTE));
            }
        }
        // The widest gaps stay; what stands between them is one span.
        List<Integer> gaps = IntStream.range(1, spans.size())
                .boxed()
                .sorted(Comparator.comparingLong(i -> spans.get(i - 1).to - spans.get(i).from))
                .limit(most - 1L)
                .sorted()
                .toList();
        List<MinuteSpan> covering = new ArrayList<>();
        int begin = 0;
        for (int gap : gaps) {
            covering.add(new MinuteSpan(spans.get(begin).from, spans.get(gap - 1).to));
            begin = gap;
        }
        if (!spans.isEmpty()) {
            covering.add(new MinuteSpan(spans.get(begin).from, spans.get(spans.size() - 1).to));
        }
        return covering;
    }

    /** A condition on the column minute. */
    String sql() {
        return "(minute >= toDateTime(" + from + ", 'UTC') AND minute < toDateTime(" + to + ", 'UTC'))";
    }
}
