package dev.cdp.collector.service.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.collector.domain.IpPolicy;

/** {@code context.ip}, in which a server says whom it sends for. The source's policy holds for it too. */
final class ContextIp {
    private static final String CONTEXT = "context";
    private static final String IP = "ip";

    private ContextIp() {}

    /** The event with what may be kept of it; the same object if that is all. */
    static JsonNode kept(JsonNode event, IpPolicy policy) {
        JsonNode ip = event.path(CONTEXT).path(IP);
        if (policy == IpPolicy.KEEP || ip.isMissingNode()) {
            return event;
        }
        String kept = policy.keptOf(ip.asText());
        ObjectNode context = ((ObjectNode) event.path(CONTEXT)).objectNode();
        context.setAll((ObjectNode) event.path(CONTEXT));
        if (kept.isEmpty()) {
            context.remove(IP);
        } else {
            context.put(IP, kept);
        }
        ObjectNode copy = ((ObjectNode) event).objectNode();
        copy.setAll((ObjectNode) event);
        copy.set(CONTEXT, context);
        return copy;
    }
}
