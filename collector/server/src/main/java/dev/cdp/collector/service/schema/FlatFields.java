package dev.cdp.collector.service.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.flat.FlatField;
import dev.cdp.contract.flat.FlattenException;
import dev.cdp.contract.flat.Flattener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flattens what of an event has a schema: its properties, traits and context, each by itself. */
public final class FlatFields {
    /** What has a schema. */
    public static final List<String> OBJECTS = List.of("properties", "traits", "context");

    private static final Map<String, Flattener> FLATTENERS = new LinkedHashMap<>();

    static {
        OBJECTS.forEach(object -> FLATTENERS.put(object, new Flattener(Flattener.Limits.DEFAULT, object + '.')));
    }

    private FlatFields() {}

    /**
     * The flat fields of an event, each with its object in front of its name: {@code properties.price}.
     *
     * @throws CollectorException when two names collide or a limit is passed
     */
    public static List<FlatField> of(JsonNode event) {
        List<FlatField> fields = new ArrayList<>();
        FLATTENERS.forEach((object, flattener) -> {
            JsonNode value = event.path(object);
            if (value.isObject()) {
                fields.addAll(flatten(object, flattener, value));
            }
        });
        return fields;
    }

    private static List<FlatField> flatten(String object, Flattener flattener, JsonNode value) {
        try {
            return flattener.flatten(value);
        } catch (FlattenException e) {
            throw CollectorException.invalid(reason(e), object + '.' + e.field(), e.getMessage(), e);
        }
    }

    private static Reason reason(FlattenException e) {
        return switch (e.problem()) {
            case COLLISION -> Reason.NAME_COLLISION;
            case LIMIT -> Reason.LIMIT_EXCEEDED;
        };
    }
}
