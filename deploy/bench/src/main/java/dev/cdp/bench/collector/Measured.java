package dev.cdp.bench.collector;

import dev.cdp.bench.load.LoadResult;
import dev.cdp.bench.measure.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The rounds of one load on one server. */
final class Measured {
    private final List<Round> rounds = new ArrayList<>();

    /** One of them. */
    record Round(LoadResult load, long cpuMicros) {}

    void add(LoadResult load, long cpuMicros) {
        rounds.add(new Round(load, cpuMicros));
    }

    /** The last round's requests per second, for the eye. */
    double latestRate() {
        return rounds.get(rounds.size() - 1).load().requestsPerSecond();
    }

    Samples requestsPerSecond() {
        return samples(round -> round.load().requestsPerSecond());
    }

    Samples p50Millis() {
        return samples(round -> round.load().p50Micros() / 1_000.0);
    }

    Samples p99Millis() {
        return samples(round -> round.load().p99Micros() / 1_000.0);
    }

    Samples cpuMicrosPerRequest() {
        return samples(round -> (double) round.cpuMicros() / round.load().requests());
    }

    private Samples samples(ToDoubleFunction<Round> quantity) {
        return new Samples(rounds.stream().map(quantity::applyAsDouble).toList());
    }
}
