package dev.cdp.bench.load;

import java.util.List;

/**
 * What became of a load.
 *
 * @param requests answered, whatever with
 * @param refused of these, with 400 or more
 * @param broken connections that failed, and requests that were not answered in time
 * @param micros that it took
 * @param p50Micros latency, corrected for what a late answer kept from being sent
 */
public record LoadResult(long requests, long refused, long broken, long micros, long p50Micros, long p99Micros) {
    private static final String MARK = "BENCH ";

    /** Reads the line that the script prints at its end. */
    static LoadResult parse(List<String> output) {
        String[] fields = output.stream()
                .filter(line -> line.startsWith(MARK))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk has no result:\n" + String.join("\n", output)))
                .substring(MARK.length())
                .split(" ", -1);
        return new LoadResult(
                Long.parseLong(fields[0]),
                Long.parseLong(fields[1]),
                Long.parseLong(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5]));
    }

    public double requestsPerSecond() {
        return requests * 1_000_000.0 / micros;
    }

    /** @throws IllegalStateException when any request was not answered 200 */
    LoadResult requireAllAccepted() {
        if (requests == 0 || refused > 0 || broken > 0) {
            throw new IllegalStateException("the load was not accepted, the figures are void: " + this);
        }
        return this;
    }
}
