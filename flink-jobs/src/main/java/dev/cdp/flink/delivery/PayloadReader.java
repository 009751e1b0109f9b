package dev.cdp.flink.delivery;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cdp.contract.RawJson;
import dev.cdp.contract.flat.FlattenException;
import dev.cdp.contract.flat.Flattener;
import dev.cdp.flink.delivery.FlatEvent.PayloadColumns;
import java.io.IOException;

/** Reads from an event's payload what becomes columns. The ids and times are in the envelope already. */
final class PayloadReader {
    private static final byte[] EMPTY_OBJECT = {'{', '}'};

    /** Floating point as decimals: a number that no double can hold is seen, not silently infinite. */
    private final ObjectReader json = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build()
            .readerFor(JsonNode.class);

    private final Flattener flattener = new Flattener(Flattener.Limits.DEFAULT);
    private final FlatForm form;

    PayloadReader(FlatForm form) {
        this.form = form;
    }

    /**
     * Flattens the payload's objects.
     *
     * @throws FlattenException when two names collide or a limit is passed
     * @throws IOException when the payload is beyond the parser's limits
     */
    PayloadColumns read(RawJson payload) throws FlattenException, IOException {
        return columns(tree(payload));
    }

    /**
     * Flattens the objects of a payload that was read before.
     *
     * @throws FlattenException when two names collide or a limit is passed
     */
    PayloadColumns columns(JsonNode event) throws FlattenException, IOException {
        return new PayloadColumns(
                text(event.path("name")),
                text(event.path("groupId")),
                flat(event, "properties"),
                flat(event, "traits"),
                flat(event, "context"));
    }

    /**
     * Reads a payload.
     *
     * @throws IOException when it is beyond the limits of the parser
     */
    JsonNode tree(RawJson payload) throws IOException {
        try {
            return json.readTree(payload.utf8());
        } catch (NumberFormatException e) {
            // Jackson lets this one through: an exponent beyond 32 bits.
            throw new IOException("a number out of range", e);
        }
    }

    /** A text or a number as text; of anything else, nothing. */
    static String text(JsonNode scalar) {
        return scalar.isTextual() || scalar.isNumber() ? scalar.asText() : "";
    }

    /** What is no object has no fields; the collector lets only null and objects pass. */
    private byte[] flat(JsonNode event, String member) throws FlattenException, IOException {
        JsonNode object = event.path(member);
        try {
            return object.isObject() ? form.write(flattener.flatten(object)) : EMPTY_OBJECT;
        } catch (FlattenException e) {
            throw e.within(member);
        }
    }
}
