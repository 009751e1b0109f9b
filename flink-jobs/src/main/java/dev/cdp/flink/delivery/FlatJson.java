package dev.cdp.flink.delivery;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.contract.flat.FlatField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes flat fields for a ClickHouse JSON column, so that one field has one type there whatever its
 * values look like. ClickHouse gives each value the type that its text suggests: 10 would be an
 * Int64 and 10.5 a Float64, and {@code properties.price.:Float64} would miss every whole price.
 *
 * <ul>
 *   <li>numbers are floating point: 10 is written 10.0 and read as Float64
 *   <li>integers that a double can't hold exactly (beyond 2^53) stay integers, up to 64 bits
 *   <li>numbers that fit neither: beyond 64 bits as the nearest double, beyond a double as text
 *   <li>null is left out; strings and booleans are what they are
 *   <li>arrays stay arrays, their objects as sent; see {@link ArrayShape} for those that become text
 * </ul>
 */
final class FlatJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final BigInteger MAX_EXACT = BigInteger.ONE.shiftLeft(53);
    private static final BigInteger MIN_INT64 = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX_UINT64 = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

    private FlatJson() {}

    /** One JSON object in UTF-8. */
    static byte[] write(List<FlatField> fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            for (FlatField field : fields) {
                if (!field.value().isNull()) {
                    out.writeFieldName(field.name());
                    writeField(field.value(), out);
                }
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeField(JsonNode value, JsonGenerator out) throws IOException {
        if (value.isArray() && !ArrayShape.isKept(value)) {
            out.writeString(value.toString());
        } else {
            writeValue(value, out);
        }
    }

    private static void writeValue(JsonNode value, JsonGenerator out) throws IOException {
        switch (value.getNodeType()) {
            case STRING -> out.writeString(value.textValue());
            case BOOLEAN -> out.writeBoolean(value.booleanValue());
            case NUMBER -> writeNumber(value, out);
            case ARRAY -> writeArray(value, out);
            case OBJECT -> writeObject(value, out);
            default -> out.writeNull();
        }
    }

    private static void writeArray(JsonNode array, JsonGenerator out) throws IOException {
        out.writeStartArray();
        for (JsonNode element : array) {
            writeValue(element, out);
        }
        out.writeEndArray();
    }

    /** An object inside an array; its own arrays are fields of it. */
    private static void writeObject(JsonNode object, JsonGenerator out) throws IOException {
        out.writeStartObject();
        for (Iterator<Map.Entry<String, JsonNode>> it = object.fields(); it.hasNext(); ) {
            Map.Entry<String, JsonNode> member = it.next();
            out.writeFieldName(member.getKey());
            writeField(member.getValue(), out);
        }
        out.writeEndObject();
    }

    private static void writeNumber(JsonNode number, JsonGenerator out) throws IOException {
        if (isInt64(number)) {
            out.writeNumber(number.bigIntegerValue());
            return;
        }
        double value = number.doubleValue();
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeString(number.asText());
        }
    }

    /** Whether the number is written as an integer: too large for an exact double, but not for 64 bits. */
    static boolean isInt64(JsonNode number) {
        if (!number.isIntegralNumber()) {
            return false;
        }
        if (number.isInt()) {
            return false;
        }
        BigInteger value = number.bigIntegerValue();
        return value.abs().compareTo(MAX_EXACT) > 0
                && value.compareTo(MIN_INT64) >= 0
                && value.compareTo(MAX_UINT64) <= 0;
    }
}
