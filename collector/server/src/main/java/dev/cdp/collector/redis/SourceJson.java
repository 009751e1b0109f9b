package dev.cdp.collector.redis;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.collector.domain.IpPolicy;
import dev.cdp.collector.domain.RateLimits;
import dev.cdp.collector.domain.SchemaMode;
import dev.cdp.collector.domain.Source;
import java.util.Optional;

/**
 * What Redis holds of a write key: a line of JSON, or nothing for a key that there isn't. Collectors
 * of different versions read each other's, so a change of its meaning needs another key name.
 */
final class SourceJson {
    private static final String NOBODY = "-";
    private static final JsonMapper JSON = new JsonMapper();

    private SourceJson() {}

    static String write(Optional<Source> source) {
        return source.map(SourceJson::write).orElse(NOBODY);
    }

    private static String write(Source source) {
        ObjectNode json = JSON.createObjectNode()
                .put("workspace", source.workspaceId())
                .put("source", source.sourceId())
                .put("schemaMode", source.schemaMode().name())
                .put("ipPolicy", source.ipPolicy().name());
        RateLimits limits = source.limits();
        put(json, "perSecond", limits.eventsPerSecond());
        put(json, "perDay", limits.eventsPerDay());
        put(json, "burst", limits.burst());
        return json.toString();
    }

    private static void put(ObjectNode json, String field, long limit) {
        if (limit != RateLimits.UNLIMITED) {
            json.put(field, limit);
        }
    }

    /**
     * What {@link #write} wrote.
     *
     * @throws IllegalArgumentException when it is something else
     */
    static Optional<Source> read(String text) {
        if (text.equals(NOBODY)) {
            return Optional.empty();
        }
        try {
            JsonNode json = JSON.readTree(text);
            return Optional.of(new Source(
                    text(json, "workspace"),
                    text(json, "source"),
                    SchemaMode.valueOf(text(json, "schemaMode")),
                    // Missing from what an older collector wrote: then it is no answer, since it says nothing.
                    IpPolicy.valueOf(text(json, "ipPolicy")),
                    new RateLimits(limit(json, "perSecond"), limit(json, "perDay"), limit(json, "burst"))));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static String text(JsonNode json, String field) {
        if (!json.path(field).isTextual()) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return json.path(field).textValue();
    }

    private static long limit(JsonNode json, String field) {
        return json.path(field).asLong(RateLimits.UNLIMITED);
    }
}
