package dev.cdp.bench.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How a cost grows with what it is for: at once, twice, five times and ten times of it. Each row's reference is the cost
 * at once; no more than a part above it is asked, since what costs more the more there is of it does not scale.
 */
public final class Growth {
    /** In their order. */
    public static final List<Integer> FACTORS = List.of(1, 2, 5, 10);

    /** The last of them. */
    public static final int MOST = 10;

    private static final double MOST_GROWTH = 1.5;

    private final String name;
    private final String unit;
    private final List<Row> rows = new ArrayList<>();
    private Samples once;

    /**
     * Begins one.
     *
     * @param name with %s in the place of the amount
     */
    public Growth(String name, String unit) {
        this.name = name;
        this.unit = unit;
    }

    /** Takes the cost at the next amount; the first one is the reference. */
    public void add(long amount, double cost) {
        Samples samples = new Samples(List.of(cost));
        if (once == null) {
            once = samples;
        }
        rows.add(Row.of(named(name, amount), samples, unit, once, Target.ratioAtMost(MOST_GROWTH)));
    }

    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /** A figure at an amount of which nothing is asked. */
    public static Row told(String name, long amount, double figure, String unit) {
        return Row.of(named(name, amount), new Samples(List.of(figure)), unit, null);
    }

    private static String named(String name, long amount) {
        return name.formatted(
                amount >= 1_000_000 && amount % 1_000_000 == 0
                        ? amount / 1_000_000 + " M"
                        : String.format(Locale.ROOT, "%,d", amount));
    }
}
