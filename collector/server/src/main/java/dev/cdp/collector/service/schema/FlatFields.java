package dev.cdp.collector.service.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.collector.error.CollectorException;
import dev.cdp.contract.DeadLetter.Reason;
import dev.cdp.contract.flat.FlatField;
import dev.cdp.contract.flat.FlattenException;
import dev.cdp.contract.flat.Flattener;
import java.util.ArrayList;
import java.util.List;

/** Flattens what of an event has a schema: its properties, traits and context, each by itself. */
public final class FlatFields {
    /** What has a schema. */
    public static final List<String> OBJECTS = List.of("properties", "traits", "context");

    private static final Flattener FLATTENER = new Flattener(Flattener.Limits.DEFAULT);

    private FlatFields() {}

    /**
     * The flat fields of an event.
     *
     * @throws CollectorException when two names collide or a limit is passed
     */
    public static List<SchemaField> of(JsonNode event) {
        List<SchemaField> fields = new ArrayList<>();
        for (String object : OBJECTS) {
            JsonNode value = event.path(object);
            if (value.isObject()) {
                addAll(object + '.', value, fields);
            }
        }
        return fields;
    }

    private static void addAll(String prefix, JsonNode object, List<SchemaField> fields) {
        try {
            for (FlatField flat : FLATTENER.flatten(object)) {
                fields.add(new SchemaField(prefix + flat.name(), flat.type(), flat.value()));
            }
        } catch (FlattenException e) {
            throw CollectorException.invalid(reason(e), prefix + e.field(), e.getMessage(), e);
        }
    }

    private static Reason reason(FlattenException e) {
        return switch (e.problem()) {
            case COLLISION -> Reason.NAME_COLLISION;
            case LIMIT -> Reason.LIMIT_EXCEEDED;
        };
    }
}
