package dev.cdp.flink.functions;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.contract.Enrichment;
import dev.cdp.contract.Enrichment.Geo;
import dev.cdp.contract.Enrichment.UserAgent;
import dev.cdp.udf.InvocationContext;

/** {@code ctx.geo} and {@code ctx.ua}: what the processing job has found out, written as JSON when it is asked for. */
public record KnownOfEvent(Enrichment enrichment) implements InvocationContext.Known {

    @Override
    public String geo() {
        Geo geo = enrichment.geo();
        if (geo.isUnknown()) {
            return null;
        }
        ObjectNode json = object();
        put(json, "country", geo.country());
        put(json, "city", geo.city());
        return json.toString();
    }

    @Override
    public String ua() {
        UserAgent agent = enrichment.userAgent();
        if (agent.isUnknown()) {
            return null;
        }
        ObjectNode json = object();
        json.set("browser", program(agent.browser(), agent.browserVersion()));
        json.set("os", program(agent.os(), agent.osVersion()));
        ObjectNode device = object();
        put(device, "model", agent.device());
        json.set("device", device);
        json.put("bot", agent.bot());
        return json.toString();
    }

    private static ObjectNode program(String name, String version) {
        ObjectNode json = object();
        put(json, "name", name);
        put(json, "version", version);
        return json;
    }

    private static void put(ObjectNode json, String name, String value) {
        if (!value.isEmpty()) {
            json.put(name, value);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
