package dev.cdp.flink.connector.clickhouse;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads type names as {@code system.columns} spells them. */
final class ColumnTypes {
    private static final Pattern WRAPPED = Pattern.compile("(\\w+)\\((.*)\\)");
    private static final Pattern DATE_TIME_64 = Pattern.compile("DateTime64\\((\\d)(, '[^']*')?\\)");
    private static final Pattern JSON_LIMITS = Pattern.compile("\\w+=\\d+(, \\w+=\\d+)*");
    private static final Pattern INTEGER = Pattern.compile("(U?)Int(8|16|32|64)");

    private ColumnTypes() {}

    /** Empty for a type that the sink can't write. */
    static Optional<ColumnType> parse(String name) {
        Matcher integer = INTEGER.matcher(name);
        if (integer.matches()) {
            return Optional.of(integer(!integer.group(1).isEmpty(), Integer.parseInt(integer.group(2))));
        }
        Matcher dateTime64 = DATE_TIME_64.matcher(name);
        if (dateTime64.matches()) {
            return Optional.of(new TimeTypes.DateTime64Type(Integer.parseInt(dateTime64.group(1))));
        }
        Matcher wrapped = WRAPPED.matcher(name);
        return wrapped.matches() ? wrapped(wrapped.group(1), wrapped.group(2)) : plain(name);
    }

    private static Optional<ColumnType> plain(String name) {
        return switch (name) {
            case "String" -> Optional.of(new ScalarTypes.StringType());
            case "Bool" -> Optional.of(new ScalarTypes.BoolType());
            case "UUID" -> Optional.of(new ScalarTypes.UuidType());
            case "Float32" -> Optional.of(new ScalarTypes.FloatType(32));
            case "Float64" -> Optional.of(new ScalarTypes.FloatType(64));
            case "Date" -> Optional.of(TimeTypes.DateType.DATE);
            case "Date32" -> Optional.of(TimeTypes.DateType.DATE32);
            case "DateTime" -> Optional.of(new TimeTypes.DateTimeType());
            case "JSON" -> Optional.of(new JsonType(false));
            default -> Optional.empty();
        };
    }

    private static Optional<ColumnType> wrapped(String outer, String inner) {
        return switch (outer) {
            case "Nullable" -> parse(inner).map(NestedTypes.NullableType::new);
            case "LowCardinality" -> parse(inner).map(NestedTypes.LowCardinalityType::new);
            case "Array" -> parse(inner).map(NestedTypes.ArrayType::new);
            case "Map" -> map(inner);
            case "DateTime" -> Optional.of(new TimeTypes.DateTimeType());
            // With a type for a path the server could refuse a value that JsonType lets through.
            case "JSON" -> JSON_LIMITS.matcher(inner).matches() ? Optional.of(new JsonType(true)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<ColumnType> map(String inner) {
        int comma = topLevelComma(inner);
        return parse(inner.substring(0, comma))
                .flatMap(key ->
                        parse(inner.substring(comma + 1).strip()).map(value -> new NestedTypes.MapType(key, value)));
    }

    private static int topLevelComma(String arguments) {
        int depth = 0;
        for (int i = 0; i < arguments.length(); i++) {
            switch (arguments.charAt(i)) {
                case '(' -> depth++;
                case ')' -> depth--;
                case ',' -> {
                    if (depth == 0) {
                        return i;
                    }
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException("Not the arguments of a Map: " + arguments);
    }

    private static ColumnType integer(boolean unsigned, int bits) {
        BigInteger span = BigInteger.ONE.shiftLeft(unsigned ? bits : bits - 1);
        return new ScalarTypes.IntegerType(
                bits, unsigned ? BigInteger.ZERO : span.negate(), span.subtract(BigInteger.ONE));
    }
}
