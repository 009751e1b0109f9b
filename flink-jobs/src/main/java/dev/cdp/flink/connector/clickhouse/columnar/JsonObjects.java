package dev.cdp.flink.connector.clickhouse.columnar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.cdp.flink.connector.clickhouse.binary.RowBinaryBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Collection;

/** The text of a row's JSON, from the values of its paths. Not on the way that events take. */
final class JsonObjects {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonObjects() {}

    /** The next row's object, with a member for each path that it has; they keep their dots. */
    static byte[] next(Collection<JsonPath> paths) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            for (JsonPath path : paths) {
                DynamicColumn values = path.values();
                JsonKind kind = values.giveKind();
                if (kind != null) {
                    out.writeFieldName(path.name());
                    write(kind, values.column(kind), out);
                }
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("An array in memory can't fail", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonKind kind, Column values, JsonGenerator out) throws IOException {
        RowBinaryBuffer value = new RowBinaryBuffer(64);
        values.give(value);
        switch (kind) {
            case INT64 -> out.writeNumber(value.toInput().int64());
            case UINT64 ->
                out.writeNumber(
                        new BigInteger(Long.toUnsignedString(value.toInput().int64())));
            case FLOAT64 ->
                out.writeNumber(Double.longBitsToDouble(value.toInput().int64()));
            case BOOL -> out.writeBoolean(value.toInput().int8() != 0);
            case STRING -> out.writeString(value.toInput().text());
            default -> JsonArrays.toJson(value.toInput(), kind, out);
        }
    }
}
