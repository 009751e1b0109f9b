package dev.cdp.contract.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.contract.EventType;
import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.live.Invalidation.SchemaChanged;
import dev.cdp.contract.live.Invalidation.SourceChanged;
import dev.cdp.contract.live.Invalidation.WorkspaceChanged;
import dev.cdp.contract.live.Invalidation.WriteKeyChanged;

/**
 * {@link Invalidation} as a line of JSON, version 1: {@code v}, {@code kind} and the record's members.
 * Unknown members are passed over. Who can't read a message has to forget all that it could have been
 * about.
 */
public final class InvalidationCodec {
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private InvalidationCodec() {}

    public static String write(Invalidation change) {
        ObjectNode json = MAPPER.createObjectNode().put("v", VERSION);
        if (change instanceof WriteKeyChanged key) {
            json.put("kind", "write_key").put("keySha256", key.keySha256());
        } else if (change instanceof SourceChanged source) {
            json.put("kind", "source").put("workspaceId", source.workspaceId()).put("sourceId", source.sourceId());
        } else if (change instanceof WorkspaceChanged workspace) {
            json.put("kind", "workspace").put("workspaceId", workspace.workspaceId());
        } else if (change instanceof SchemaChanged schema) {
            json.put("kind", "schema")
                    .put("workspaceId", schema.workspaceId())
                    .put("eventType", schema.eventType().wireName())
                    .put("eventName", schema.eventName());
        }
        return json.toString();
    }

    /**
     * Reads a message.
     *
     * @throws MalformedRecordException when it is of an unknown kind or version, or incomplete
     */
    public static Invalidation read(String message) {
        JsonNode json = parse(message);
        if (json.path("v").asInt() != VERSION) {
            throw new MalformedRecordException("v", "unknown version of an invalidation: " + json.path("v"));
        }
        return switch (json.path("kind").asText()) {
            case "write_key" -> writeKey(json);
            case "source" -> new SourceChanged(text(json, "workspaceId"), text(json, "sourceId"));
            case "workspace" -> new WorkspaceChanged(text(json, "workspaceId"));
            case "schema" ->
                new SchemaChanged(text(json, "workspaceId"), type(text(json, "eventType")), text(json, "eventName"));
            default -> throw new MalformedRecordException("kind", "unknown kind of invalidation");
        };
    }

    private static JsonNode parse(String message) {
        try {
            return MAPPER.readTree(message);
        } catch (JsonProcessingException e) {
            throw new MalformedRecordException("", "an invalidation that is not JSON", e);
        }
    }

    private static Invalidation writeKey(JsonNode json) {
        try {
            return new WriteKeyChanged(text(json, "keySha256"));
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException("keySha256", e.getMessage(), e);
        }
    }

    private static EventType type(String wireName) {
        return EventType.fromWireName(wireName)
                .orElseThrow(() -> new MalformedRecordException("eventType", "unknown event type"));
    }

    private static String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        if (!value.isTextual()) {
            throw new MalformedRecordException(field, field + " is missing");
        }
        return value.textValue();
    }
}
