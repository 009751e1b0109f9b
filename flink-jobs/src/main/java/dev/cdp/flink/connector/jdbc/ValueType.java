package dev.cdp.flink.connector.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.UUID;

/**
 * The types of columns that rows can be written to. Nothing is coerced: a value is stored as what it is, whole, or
 * its row is refused. A number is a number, so any column of numbers takes it that can hold it to the last digit.
 */
public enum ValueType {
    /** {@code String}. */
    TEXT,
    /** {@code Double}, or any other number that a double holds exactly. */
    DOUBLE,
    /** Any number. */
    NUMERIC,
    /** Whole numbers of 32 bits. */
    INTEGER,
    /** Whole numbers of 64 bits. */
    BIGINT,
    /** {@code Boolean}. */
    BOOLEAN,
    /** {@link JsonText}. */
    JSON,
    /** {@code Instant}, of the years 1 to 9999. */
    TIMESTAMP,
    /** {@code java.util.UUID}. */
    UUID;

    private static final BigInteger MAX_EXACT = BigInteger.ONE.shiftLeft(53);
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    /**
     * The type of the column that a field gets when this is its first value: for numbers DOUBLE, unless that would
     * lose digits.
     *
     * @throws MisfitException for a Java type that no column takes
     */
    static ValueType of(Object value) throws MisfitException {
        if (value instanceof String) {
            return TEXT;
        } else if (value instanceof Number number) {
            return isExactDouble(number) ? DOUBLE : NUMERIC;
        } else if (value instanceof Boolean) {
            return BOOLEAN;
        } else if (value instanceof JsonText) {
            return JSON;
        } else if (value instanceof Instant) {
            return TIMESTAMP;
        } else if (value instanceof java.util.UUID) {
            return UUID;
        }
        throw new MisfitException("", "no column takes a " + value.getClass().getSimpleName());
    }

    boolean accepts(Object value) {
        return switch (this) {
            case TEXT -> value instanceof String;
            case DOUBLE -> value instanceof Number number && isExactDouble(number);
            case NUMERIC -> value instanceof Number;
            case INTEGER -> value instanceof Number number && isWhole(number, Integer.SIZE);
            case BIGINT -> value instanceof Number number && isWhole(number, Long.SIZE);
            case BOOLEAN -> value instanceof Boolean;
            case JSON -> value instanceof JsonText;
            case TIMESTAMP -> value instanceof Instant time && !time.isBefore(FIRST) && time.isBefore(END);
            case UUID -> value instanceof UUID;
        };
    }

    private static boolean isExactDouble(Number number) {
        if (number instanceof Double || number instanceof Integer) {
            return true;
        }
        if (number instanceof BigDecimal) {
            return false; // made where a double was found not to do
        }
        return big(number).abs().compareTo(MAX_EXACT) <= 0;
    }

    private static boolean isWhole(Number number, int bits) {
        if (number instanceof Double value) {
            return value == Math.rint(value)
                    && Math.abs(value) <= MAX_EXACT.doubleValue()
                    && isWhole(value.longValue(), bits);
        }
        return !(number instanceof BigDecimal) && big(number).bitLength() < bits;
    }

    private static BigInteger big(Number whole) {
        return whole instanceof BigInteger big ? big : BigInteger.valueOf(whole.longValue());
    }

    /** For people: what kind of value this is. */
    static String describe(Object value) {
        if (value instanceof Number number) {
            return isExactDouble(number) ? "a number" : "a number beyond what a double holds exactly";
        } else if (value instanceof String) {
            return "a string";
        } else if (value instanceof Boolean) {
            return "a boolean";
        } else if (value instanceof JsonText) {
            return "an array";
        }
        return value instanceof Instant
                ? "a timestamp"
                : "a " + value.getClass().getSimpleName();
    }
}
