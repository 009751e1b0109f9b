package dev.cdp.collector.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.collector.service.schema.FlatFields;
import dev.cdp.collector.service.schema.Misfit;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.RawJson;
import dev.cdp.contract.flat.Flattener;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Moves values that do not fit their schema out of an event's objects to the member {@code _misfit}
 * of the event itself, an array of
 *
 * <pre>{@code {"field":"properties.price","reason":"type_conflict","expected":"number","given":"string","value":"12.5"}}</pre>
 *
 * where the field has its flat name. Nobody downstream takes them for properties, and nothing is lost.
 */
final class Misfits {
    /** The server's own: a client may not send it. */
    static final String MEMBER = "_misfit";

    private Misfits() {}

    /** The bytes to store of this event. */
    static RawJson moved(JsonNode event, List<Misfit> misfits) {
        ObjectNode kept = ((ObjectNode) event).objectNode();
        kept.setAll((ObjectNode) event);
        for (String object : FlatFields.OBJECTS) {
            Set<String> names = namesIn(object + '.', misfits);
            if (!names.isEmpty()) {
                kept.set(object, Flattener.without(event.path(object), names));
            }
        }
        ArrayNode aside = kept.putArray(MEMBER);
        for (Misfit misfit : misfits) {
            aside.addObject()
                    .put("field", misfit.field())
                    .put("reason", Reason.TYPE_CONFLICT.wireName())
                    .put("expected", misfit.expected().wireName())
                    .put("given", misfit.given().wireName())
                    .set("value", misfit.value());
        }
        return Payloads.write(kept.without(Payloads.WRITE_KEY));
    }

    /** Flat names, without their object's. */
    private static Set<String> namesIn(String prefix, List<Misfit> misfits) {
        return misfits.stream()
                .map(Misfit::field)
                .filter(field -> field.startsWith(prefix))
                .map(field -> field.substring(prefix.length()))
                .collect(Collectors.toSet());
    }
}
