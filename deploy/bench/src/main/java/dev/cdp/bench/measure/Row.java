package dev.cdp.bench.measure;

/**
 * One line of the results: a quantity, measured in one or more rounds.
 *
 * @param references the same quantity of what it is compared with, in the same rounds; or null
 * @param target or null where a figure is only told
 */
public record Row(String name, Samples values, String unit, Samples references, Target target) {

    /** A figure by itself. */
    public static Row of(String name, Samples values, String unit, Target target) {
        return new Row(name, values, unit, null, target);
    }

    /** A figure beside that of the reference, measured in the same rounds. */
    public static Row of(String name, Samples values, String unit, Samples references, Target target) {
        return new Row(name, values, unit, references, target);
    }

    /** The median of the rounds. */
    public double value() {
        return values.median();
    }

    /** The median of the rounds, or null. */
    public Double reference() {
        return references == null ? null : references.median();
    }

    /** Value by reference, the median of the rounds' ratios; or null. */
    public Double ratio() {
        return references == null ? null : ratios().median();
    }

    /** Round by round. */
    Samples ratios() {
        return values.ratios(references);
    }

    /** Whether the target is reached; null without one. */
    public Boolean ok() {
        return target == null ? null : target.isReachedBy(this);
    }
}
