package dev.cdp.contract.flat;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One field after flattening.
 *
 * @param name snake_case, unique within its object; behind the flattener's root, for example {@code properties.price}
 * @param type of the value; never {@link FieldType#TIMESTAMP}, which is a declaration
 * @param value a scalar, an array or null; never an object
 */
public record FlatField(String name, FieldType type, JsonNode value) {}
