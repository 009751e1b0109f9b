package dev.cdp.collector.service.schema;

import dev.cdp.contract.flat.FieldType;
import java.util.List;
import java.util.Map;

/**
 * What an event has that its schema has not.
 *
 * @param unknown types of the fields that the schema does not know
 * @param misfits values to be moved aside
 */
record Findings(Map<String, FieldType> unknown, List<Misfit> misfits) {
    static final Findings NONE = new Findings(Map.of(), List.of());
}
