package dev.cdp.flink.connector.clickhouse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryInput;
import dev.cdp.flink.connector.clickhouse.columnar.Column;
import dev.cdp.flink.connector.clickhouse.columnar.JsonColumn;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * The JSON type, in a row as text ({@code input_format_binary_read_json_as_string}). The server refuses a whole block for
 * one text that it can't read, so all that it would refuse is refused here: another root than an object, integers
 * outside of 64 bits, numbers that no double can hold, half surrogate pairs, and whatever is not JSON.
 *
 * @param limited whether the table gives it limits of its own, on which the types of objects within arrays depend
 */
record JsonType(boolean limited) implements ColumnType {
    private static final JsonFactory JSON = new JsonFactory();
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final byte[] EMPTY = {'{', '}'};

    /** Well below the 1,000 of the server and of Jackson. */
    private static final int MAX_DEPTH = 500;

    @Override
    public void write(Object value, RowBinaryBuffer out) throws MisfitException {
        if (value instanceof Map<?, ?> map) {
            out.string(generate(map));
        } else if (value instanceof GeneratedJson generated) {
            if (generated.mayHoldHalfPairs()) {
                check(generated.utf8());
            }
            out.string(generated.utf8());
        } else if (value instanceof CharSequence text) {
            byte[] utf8 = Unicode.utf8(text);
            check(utf8);
            out.string(utf8);
        } else if (value instanceof byte[] text) {
            check(text);
            out.string(text);
        } else {
            throw MisfitException.wrongType("JSON as a map or as text", value);
        }
    }

    @Override
    public void writeDefault(RowBinaryBuffer out) {
        out.string(EMPTY);
    }

    @Override
    public Optional<Column> newColumn() {
        return limited ? Optional.empty() : Optional.of(new JsonColumn());
    }

    @Override
    public Object read(RowBinaryInput in) {
        return in.text();
    }

    private static void check(byte[] text) throws MisfitException {
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MisfitException("not a JSON object");
            }
            int depth = 1;
            while (depth > 0) {
                JsonToken token = parser.nextToken();
                if (token == null) {
                    throw new MisfitException("not a JSON object: it ends too early");
                }
                depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
                checkDepth(depth);
                checkToken(token, parser);
            }
            if (parser.nextToken() != null) {
                throw new MisfitException("not a JSON object: something follows it");
            }
        } catch (StreamConstraintsException e) {
            throw new MisfitException("JSON with a name, a number or a string that is too long");
        } catch (IOException e) {
            throw new MisfitException("not JSON");
        }
    }

    private static void checkToken(JsonToken token, JsonParser parser) throws IOException, MisfitException {
        switch (token) {
            case FIELD_NAME -> checkString(parser.currentName());
            case VALUE_STRING -> checkString(parser.getText());
            case VALUE_NUMBER_INT -> {
                if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                    checkInteger(parser.getBigIntegerValue());
                }
            }
            case VALUE_NUMBER_FLOAT -> checkDouble(parser.getDoubleValue());
            default -> {}
        }
    }

    private static byte[] generate(Map<?, ?> map) throws MisfitException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator generator = JSON.createGenerator(bytes)) {
            writeMap(map, generator, 1);
        } catch (IOException e) {
            throw new MisfitException("can't be written as JSON");
        }
        return bytes.toByteArray();
    }

    private static void writeMap(Map<?, ?> map, JsonGenerator out, int depth) throws IOException, MisfitException {
        checkDepth(depth);
        out.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name)) {
                throw MisfitException.wrongType("a string as a JSON field's name", entry.getKey());
            }
            out.writeFieldName(checkString(name));
            writeValue(entry.getValue(), out, depth);
        }
        out.writeEndObject();
    }

    private static void writeValue(Object value, JsonGenerator out, int depth) throws IOException, MisfitException {
        if (value == null) {
            out.writeNull();
        } else if (value instanceof String text) {
            out.writeString(checkString(text));
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte) {
            out.writeNumber(((Number) value).longValue());
        } else if (value instanceof Double || value instanceof Float) {
            out.writeNumber(checkDouble(((Number) value).doubleValue()));
        } else if (value instanceof BigInteger number) {
            out.writeNumber(checkInteger(number));
        } else if (value instanceof Map<?, ?> map) {
            writeMap(map, out, depth + 1);
        } else if (value instanceof Collection<?> elements) {
            checkDepth(depth + 1);
            out.writeStartArray();
            for (Object element : elements) {
                writeValue(element, out, depth + 1);
            }
            out.writeEndArray();
        } else {
            throw MisfitException.wrongType("a value that JSON knows", value);
        }
    }

    private static void checkDepth(int depth) throws MisfitException {
        if (depth > MAX_DEPTH) {
            throw new MisfitException("JSON nested deeper than " + MAX_DEPTH);
        }
    }

    private static String checkString(String text) throws MisfitException {
        if (!Unicode.isUnicode(text)) {
            throw new MisfitException("not valid Unicode: half a surrogate pair");
        }
        return text;
    }

    private static double checkDouble(double number) throws MisfitException {
        if (!Double.isFinite(number)) {
            throw new MisfitException("a number that no double can hold");
        }
        return number;
    }

    private static BigInteger checkInteger(BigInteger number) throws MisfitException {
        if (number.compareTo(MIN) < 0 || number.compareTo(MAX) > 0) {
            throw new MisfitException("an integer outside of 64 bits");
        }
        return number;
    }
}
