package dev.cdp.contract.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.contract.MalformedRecordException;
import java.io.IOException;
import java.util.Map;

/**
 * {@link ConfigRecord} as JSON in UTF-8, version 1: the record's members beside {@code v} and {@code
 * kind}. Members that are missing or null are refused, unknown ones passed over. Members that came later have a
 * value for records from before them: {@link #LATER}.
 */
public final class ConfigRecordCodec {
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /** By kind: the members that version 1 did not have from the beginning, with what their absence means. */
    private static final Map<String, Map<String, JsonNode>> LATER = Map.of(
            "function",
            Map.of(
                    "props",
                    MAPPER.getNodeFactory().textNode("{}"),
                    "timeoutMs",
                    MAPPER.getNodeFactory().numberNode(0)),
            "connection",
            Map.of(
                    "except",
                    MAPPER.createArrayNode(),
                    "samplingBy",
                    MAPPER.getNodeFactory().textNode(ConnectionConfig.BY_ANONYMOUS_ID),
                    "enabled",
                    MAPPER.getNodeFactory().booleanNode(true)));

    private ConfigRecordCodec() {}

    public static byte[] write(ConfigRecord config) {
        ObjectNode json = MAPPER.createObjectNode().put("v", VERSION).put("kind", config.kind());
        json.setAll((ObjectNode) MAPPER.valueToTree(config));
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not writable as JSON: " + config.key(), e);
        }
    }

    /**
     * Reads a config record.
     *
     * @throws MalformedRecordException when it is of an unknown kind, a newer version, or incomplete
     */
    public static ConfigRecord read(byte[] bytes) {
        try {
            JsonNode json = MAPPER.readTree(bytes);
            if (json.path("v").asInt() != VERSION) {
                throw new MalformedRecordException("v", "unknown version of a config record: " + json.path("v"));
            }
            String kind = json.path("kind").asText();
            Class<? extends ConfigRecord> type = typeOf(kind);
            LATER.getOrDefault(kind, Map.of()).forEach(((ObjectNode) json)::putIfAbsent);
            return MAPPER.treeToValue(json, type);
        } catch (IOException e) {
            throw new MalformedRecordException("", "not a readable config record", e);
        }
    }

    private static Class<? extends ConfigRecord> typeOf(String kind) {
        return switch (kind) {
            case "function" -> FunctionConfig.class;
            case "destination" -> DestinationConfig.class;
            case "connection" -> ConnectionConfig.class;
            case "identity" -> IdentityConfig.class;
            case "secret" -> SecretConfig.class;
            default -> throw new MalformedRecordException("kind", "unknown kind of config record: '" + kind + "'");
        };
    }
}
