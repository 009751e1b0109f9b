package dev.cdp.flink.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which arrays ClickHouse keeps as they are. Arrays of one type, of mixed strings and numbers, of
 * arrays and of objects all are. But it makes one type of booleans and numbers ({@code [1.0,true]}
 * is read as {@code [1,1]}), of booleans and strings ({@code ["true","x"]}), and of large integers
 * and floating point, which loses digits (seen with 26.7). Those become their JSON text.
 */
final class ArrayShape {
    private ArrayShape() {}

    private enum Kind {
        STRING,
        BOOLEAN,
        FLOAT64,
        INT64
    }

    static boolean isKept(JsonNode array) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        collect(array, kinds);
        boolean coercedBooleans = kinds.contains(Kind.BOOLEAN) && kinds.size() > 1;
        boolean roundedIntegers = kinds.contains(Kind.INT64) && kinds.contains(Kind.FLOAT64);
        return !coercedBooleans && !roundedIntegers;
    }

    /** Arrays in the array share its type; objects have types of their own. */
    private static void collect(JsonNode array, Set<Kind> kinds) {
        for (JsonNode element : array) {
            switch (element.getNodeType()) {
                case STRING -> kinds.add(Kind.STRING);
                case BOOLEAN -> kinds.add(Kind.BOOLEAN);
                case NUMBER -> kinds.add(FlatJson.isInt64(element) ? Kind.INT64 : Kind.FLOAT64);
                case ARRAY -> collect(element, kinds);
                default -> {
                    // Null fits any type.
                }
            }
        }
    }
}
