package dev.cdp.flink.delivery;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.contract.flat.FlatField;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/** Writes flat fields so that whoever reads them finds each value as it was: numbers to the last digit, arrays whole. */
final class ExactJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExactJson() {}

    static byte[] write(List<FlatField> fields) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            for (FlatField field : fields) {
                if (!field.value().isNull()) {
                    out.writeFieldName(field.name());
                    out.writeTree(field.value());
                }
            }
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }
}
