package dev.cdp.bench.collector;

import dev.cdp.bench.measure.Row;
import dev.cdp.bench.measure.Samples;
import dev.cdp.bench.measure.Target;
import java.util.List;

/** The figures that are asked of the collector. */
final class Rows {
    private static final double TRACK_SHARE = 0.5;
    private static final double P99_FACTOR = 3;
    private static final double P50_MILLIS = 5;
    private static final double BATCH_EVENTS = 60_000;

    private Rows() {}

    static List<Row> ofTrack(Measured collector, Measured empty) {
        return List.of(
                Row.of(
                        "collector track",
                        collector.requestsPerSecond(),
                        "requests/s",
                        empty.requestsPerSecond(),
                        Target.ratioAtLeast(TRACK_SHARE)),
                Row.of(
                        "collector track, p50",
                        collector.p50Millis(),
                        "ms",
                        empty.p50Millis(),
                        Target.valueBelow(P50_MILLIS)),
                Row.of(
                        "collector track, p99",
                        collector.p99Millis(),
                        "ms",
                        empty.p99Millis(),
                        Target.ratioAtMost(P99_FACTOR)),
                Row.of(
                        "collector track, CPU per event",
                        collector.cpuMicrosPerRequest(),
                        "us",
                        empty.cpuMicrosPerRequest(),
                        null));
    }

    static List<Row> ofBatch(Measured collector, Measured empty, int events) {
        return List.of(
                Row.of(
                        "collector batch of " + events,
                        times(collector.requestsPerSecond(), events),
                        "events/s",
                        times(empty.requestsPerSecond(), events),
                        Target.valueAtLeast(BATCH_EVENTS)),
                Row.of(
                        "collector batch of " + events + ", CPU per event",
                        times(collector.cpuMicrosPerRequest(), 1.0 / events),
                        "us",
                        times(empty.cpuMicrosPerRequest(), 1.0 / events),
                        null));
    }

    private static Samples times(Samples samples, double factor) {
        return new Samples(
                samples.values().stream().map(value -> value * factor).toList());
    }
}
