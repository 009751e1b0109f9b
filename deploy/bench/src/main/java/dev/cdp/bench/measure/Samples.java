package dev.cdp.bench.measure;

import java.util.List;

/** One quantity, measured several times. */
public record Samples(List<Double> values) {
    public Samples {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
    }

    /** The middle value, or the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double least() {
        return percentile(Double.MIN_VALUE);
    }

    public double most() {
        return percentile(1);
    }

    /**
     * The value that so many of all do not exceed.
     *
     * @param share above 0 and at most 1
     */
    public double percentile(double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    /** This divided by that, round by round: what slows the machine in one round slows both. */
    public Samples ratios(Samples reference) {
        if (reference.values().size() != values.size()) {
            throw new IllegalArgumentException("rounds differ: " + values + " and " + reference.values());
        }
        return new Samples(java.util.stream.IntStream.range(0, values.size())
                .mapToObj(i -> values.get(i) / reference.values().get(i))
                .toList());
    }
}
