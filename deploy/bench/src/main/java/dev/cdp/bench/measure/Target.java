package dev.cdp.bench.measure;

import java.util.function.DoublePredicate;
import java.util.function.ToDoubleFunction;

/**
 * What a row has to reach.
 *
 * @param text as it stands in the results, for example {@code ratio >= 0.5}
 */
public record Target(String text, ToDoubleFunction<Row> quantity, DoublePredicate reached) {

    public static Target ratioAtLeast(double least) {
        return new Target("ratio >= " + least, Row::ratio, ratio -> ratio >= least);
    }

    public static Target ratioAtMost(double most) {
        return new Target("ratio <= " + most, Row::ratio, ratio -> ratio <= most);
    }

    public static Target valueAtLeast(double least) {
        return new Target("value >= " + number(least), Row::value, value -> value >= least);
    }

    public static Target valueBelow(double bound) {
        return new Target("value < " + number(bound), Row::value, value -> value < bound);
    }

    private static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    boolean isReachedBy(Row row) {
        return reached.test(quantity.applyAsDouble(row));
    }
}
