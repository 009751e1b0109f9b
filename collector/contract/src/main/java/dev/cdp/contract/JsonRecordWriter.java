package dev.cdp.contract;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes one flat JSON object whose last member may be JSON that is copied as bytes. What is empty
 * or null is left out.
 */
final class JsonRecordWriter {
    private final ByteArrayOutputStream out;
    private final JsonGenerator json;

    /** Starts an object of this version of its record. */
    JsonRecordWriter(int version, int expectedSize) {
        out = new ByteArrayOutputStream(expectedSize);
        try {
            json = JsonRecords.FACTORY.createGenerator(out);
            json.writeStartObject();
            json.writeNumberField("v", version);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonRecordWriter text(String name, String value) {
        if (value == null || value.isEmpty()) {
            return this;
        }
        return write(() -> json.writeStringField(name, value));
    }

    JsonRecordWriter number(String name, Long value) {
        if (value == null) {
            return this;
        }
        return write(() -> json.writeNumberField(name, value));
    }

    /** Writes an object member, if there is one. */
    JsonRecordWriter object(String name, Object present, Runnable members) {
        if (present == null) {
            return this;
        }
        write(() -> json.writeObjectFieldStart(name));
        members.run();
        return write(json::writeEndObject);
    }

    byte[] finish() {
        write(() -> {
            json.writeEndObject();
            json.close();
        });
        return out.toByteArray();
    }

    /** Adds a last member that is JSON already, and closes the object. */
    byte[] finishWith(String name, byte[] rawJson) {
        write(json::flush);
        out.writeBytes((",\"" + name + "\":").getBytes(StandardCharsets.UTF_8));
        out.writeBytes(rawJson);
        out.write('}');
        // The generator believes its object open: JsonRecords.FACTORY makes it not close what it did not finish.
        write(json::close);
        return out.toByteArray();
    }

    private JsonRecordWriter write(Write write) {
        try {
            write.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
