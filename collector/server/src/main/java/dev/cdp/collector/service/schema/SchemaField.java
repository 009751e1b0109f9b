package dev.cdp.collector.service.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.contract.flat.FieldType;

/**
 * A flat field of an event.
 *
 * @param name with its object in front, for example {@code properties.price}
 */
public record SchemaField(String name, FieldType type, JsonNode value) {}
