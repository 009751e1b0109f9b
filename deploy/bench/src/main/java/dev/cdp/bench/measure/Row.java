package dev.cdp.bench.measure;

/**
 * One line of the results.
 *
 * @param reference the same quantity of what it is compared with, or null
 * @param ratio value by reference, the median of the rounds' ratios; or null
 * @param target or null where a figure is only told
 */
public record Row(String name, double value, String unit, Double reference, Double ratio, Target target) {

    /** A figure by itself. */
    public static Row of(String name, Samples values, String unit, Target target) {
        return new Row(name, values.median(), unit, null, null, target);
    }

    /** A figure beside that of the reference, measured in the same rounds. */
    public static Row of(String name, Samples values, String unit, Samples reference, Target target) {
        return new Row(
                name,
                values.median(),
                unit,
                reference.median(),
                values.ratios(reference).median(),
                target);
    }

    /** Whether the target is reached; null without one. */
    public Boolean ok() {
        return target == null ? null : target.isReachedBy(this);
    }
}
