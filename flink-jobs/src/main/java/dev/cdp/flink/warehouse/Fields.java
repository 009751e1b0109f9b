package dev.cdp.flink.warehouse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonParser.NumberType;
import com.fasterxml.jackson.core.JsonToken;
import dev.cdp.flink.connector.jdbc.JsonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Reads flat fields as values of columns. They stay what they are in JSON: a number is the nearest double as in any
 * JSON parser, unless it is a whole number that a double can't hold, or beyond all doubles; an array is its JSON.
 */
final class Fields {
    private static final JsonFactory JSON = new JsonFactory();

    private Fields() {}

    /**
     * Adds the fields of an object.
     *
     * @param prefix of the columns' names
     * @param object flat JSON, with values as they are
     */
    static void addTo(Map<String, Object> columns, String prefix, byte[] object) throws IOException {
        try (JsonParser in = JSON.createParser(object)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                in.nextToken();
                columns.put(prefix + name, value(in, object));
            }
        }
    }

    private static Object value(JsonParser in, byte[] json) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getText();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NUMBER_INT -> in.getNumberType() == NumberType.INT ? in.getIntValue() : in.getBigIntegerValue();
            case VALUE_NUMBER_FLOAT -> floatingPoint(in);
            case START_ARRAY -> array(in, json);
            default -> null;
        };
    }

    private static Number floatingPoint(JsonParser in) throws IOException {
        BigDecimal exact = in.getDecimalValue();
        double nearest = exact.doubleValue();
        return Double.isFinite(nearest) ? nearest : exact;
    }

    private static JsonText array(JsonParser in, byte[] json) throws IOException {
        int start = (int) in.currentTokenLocation().getByteOffset();
        in.skipChildren();
        int end = (int) in.currentLocation().getByteOffset();
        return new JsonText(new String(json, start, end - start, StandardCharsets.UTF_8));
    }
}
