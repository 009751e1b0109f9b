package dev.cdp.collector.service.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.collector.service.body.ParsedBody;
import dev.cdp.collector.service.body.RawEvent;
import dev.cdp.contract.RawJson;

/**
 * Makes of an event what is stored of it: with its batch's context and integrations, without its
 * write key. Where neither changes anything, the bytes are those that were sent.
 */
public final class Payloads {
    static final String WRITE_KEY = "writeKey";

    private static final ObjectWriter WRITER = new JsonMapper().writer();

    private Payloads() {}

    /** The event with what its batch says of each; the same object if that is nothing. */
    public static JsonNode merged(RawEvent event, ParsedBody body) {
        if (!body.context().isObject() && !body.integrations().isObject()) {
            return event.json();
        }
        ObjectNode merged = ((ObjectNode) event.json()).objectNode();
        merged.setAll((ObjectNode) event.json());
        addDefaults(merged, "context", body.context());
        addDefaults(merged, "integrations", body.integrations());
        return merged;
    }

    /** An event's own member wins over its batch's. */
    private static void addDefaults(ObjectNode event, String name, JsonNode defaults) {
        JsonNode own = event.path(name);
        if (!defaults.isObject() || !(own.isObject() || own.isMissingNode() || own.isNull())) {
            return;
        }
        ObjectNode all = event.objectNode();
        all.setAll((ObjectNode) defaults);
        if (own.isObject()) {
            all.setAll((ObjectNode) own);
        }
        event.set(name, all);
    }

    /**
     * The bytes to store.
     *
     * @param event what {@link #merged} gave, and what else became of it
     */
    @SuppressWarnings("ReferenceEquality") // The same object means: nothing was merged.
    public static RawJson payload(RawEvent raw, JsonNode event) {
        boolean hasKey = event.has(WRITE_KEY);
        if (event == raw.json() && !hasKey) {
            return raw.text();
        }
        return write(hasKey ? withoutKey((ObjectNode) event) : event);
    }

    private static ObjectNode withoutKey(ObjectNode event) {
        ObjectNode copy = event.objectNode();
        copy.setAll(event);
        return copy.without(WRITE_KEY);
    }

    static RawJson write(JsonNode event) {
        try {
            return new RawJson(WRITER.writeValueAsBytes(event));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read can be written", e);
        }
    }
}
