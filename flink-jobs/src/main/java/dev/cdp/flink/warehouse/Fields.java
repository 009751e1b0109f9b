package dev.cdp.flink.warehouse;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cdp.contract.RawJson;
import dev.cdp.contract.flat.FlatField;
import dev.cdp.contract.flat.FlattenException;
import dev.cdp.contract.flat.Flattener;
import dev.cdp.flink.connector.jdbc.JsonText;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Reads from a payload what becomes columns: each field of properties, traits and context under its flat name, with
 * the object's name in front. Values stay what they are in JSON: a number is the nearest double as in any JSON parser,
 * unless it is a whole number that a double can't hold, or beyond all doubles; an array is its JSON.
 */
final class Fields {
    private static final List<String> OBJECTS = List.of("properties", "traits", "context");

    private final ObjectReader json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private final Flattener flattener = new Flattener(Flattener.Limits.DEFAULT);

    /**
     * Adds them.
     *
     * @throws FlattenException when two names collide or a limit is passed
     * @throws IOException when the payload is beyond the parser's limits
     */
    void addTo(Map<String, Object> columns, RawJson payload) throws FlattenException, IOException {
        JsonNode event = tree(payload);
        columns.put("name", text(event.path("name")));
        columns.put("group_id", text(event.path("groupId")));
        for (String object : OBJECTS) {
            if (event.path(object).isObject()) {
                for (FlatField field : flattener.flatten(event.path(object))) {
                    columns.put(object + '_' + field.name(), value(field.value()));
                }
            }
        }
    }

    private JsonNode tree(RawJson payload) throws IOException {
        try {
            return json.readTree(payload.utf8());
        } catch (NumberFormatException e) {
            // Jackson lets this one through: an exponent beyond 32 bits.
            throw new IOException("a number out of range", e);
        }
    }

    private static String text(JsonNode scalar) {
        return scalar.isTextual() || scalar.isNumber() ? scalar.asText() : "";
    }

    private static Object value(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.textValue();
            case BOOLEAN -> value.booleanValue();
            case NUMBER -> number(value);
            case ARRAY -> new JsonText(value.toString());
            default -> null;
        };
    }

    private static Number number(JsonNode number) {
        if (number.isIntegralNumber()) {
            return number.isInt() ? number.intValue() : number.bigIntegerValue();
        }
        double nearest = number.doubleValue();
        BigDecimal exact = number.decimalValue();
        return Double.isFinite(nearest) ? nearest : exact;
    }
}
