package dev.cdp.bench.measure;

import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * What a row has to reach.
 *
 * @param text as it stands in the results, for example {@code ratio >= 0.5}
 * @param quantity of the row that is judged
 * @param reached whether it is good enough
 * @param share what there is of what is asked: 1 at the bound, more is better
 */
public record Target(String text, ToDoubleFunction<Row> quantity, DoublePredicate reached, DoubleUnaryOperator share) {

    public static Target ratioAtLeast(double least) {
        return new Target("ratio >= " + least, Row::ratio, ratio -> ratio >= least, ratio -> ratio / least);
    }

    public static Target ratioAtMost(double most) {
        return new Target("ratio <= " + most, Row::ratio, ratio -> ratio <= most, ratio -> most / ratio);
    }

    public static Target valueAtLeast(double least) {
        return new Target("value >= " + number(least), Row::value, value -> value >= least, value -> value / least);
    }

    public static Target valueBelow(double bound) {
        return new Target("value < " + number(bound), Row::value, value -> value < bound, value -> bound / value);
    }

    private static String number(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    boolean isReachedBy(Row row) {
        return reached.test(quantity.applyAsDouble(row));
    }

    /** What the row has of what is asked: 1 at the bound, twice as good is 2. */
    double shareOf(Row row) {
        return share.applyAsDouble(quantity.applyAsDouble(row));
    }
}
