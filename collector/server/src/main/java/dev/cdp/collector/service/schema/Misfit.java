package dev.cdp.collector.service.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.flat.FieldType;

/**
 * A value of another type than its field's.
 *
 * @param field with its object in front, for example {@code properties.price}
 */
public record Misfit(String field, FieldType expected, FieldType given, JsonNode value) {

    /** The conflict that this is where misfits are not kept. */
    public CollectorException toConflict() {
        String noTime = expected == FieldType.TIMESTAMP ? " that is no time" : "";
        return CollectorException.invalid(
                Reason.TYPE_CONFLICT,
                field,
                "%s is %s, but the value sent is %s%s"
                        .formatted(field, indefinite(expected), indefinite(given), noTime));
    }

    private static String indefinite(FieldType type) {
        return (type == FieldType.ARRAY ? "an " : "a ") + type.wireName();
    }
}
