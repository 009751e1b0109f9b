package dev.cdp.udf;

import dev.cdp.udf.InvocationContext.Party;
import java.util.function.Function;

/**
 * What a function may ask about its event, by name, as JSON texts; null: not known. Nothing is looked
 * up or written as JSON before it is asked for.
 */
record Facts(InvocationContext context, HostServices host) implements Function<String, String> {

    @Override
    public String apply(String name) {
        return switch (name) {
            case "messageId" -> Json.string(context.messageId());
            case "source" -> party(context.source());
            case "destination" -> party(context.destination());
            case "connection" -> party(context.connection());
            case "workspace" -> party(context.workspace());
            case "headers" -> Json.object(context.headers());
            case "retries" -> Integer.toString(context.retries());
            case "geo" ->
                context.known() != null
                        ? context.known().geo()
                        : context.clientIp() == null
                                ? null
                                : host.geo().lookup(context.clientIp()).orElse(null);
            case "ua" ->
                context.known() != null
                        ? context.known().ua()
                        : context.userAgent() == null
                                ? null
                                : host.ua().parse(context.userAgent()).orElse(null);
            default -> null;
        };
    }

    private static String party(Party party) {
        return "{\"id\":" + Json.string(party.id()) + ",\"name\":" + Json.string(party.name()) + ",\"type\":"
                + Json.string(party.type()) + '}';
    }
}
