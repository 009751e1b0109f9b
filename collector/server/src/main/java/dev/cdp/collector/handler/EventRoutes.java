package dev.cdp.collector.handler;

import dev.cdp.collector.service.body.Endpoint;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The paths where events come in by POST, as libraries call them. */
public final class EventRoutes {
    private static final Set<Endpoint> ALSO_IN_ONE_LETTER = Set.of(
            Endpoint.TRACK,
            Endpoint.IDENTIFY,
            Endpoint.PAGE,
            Endpoint.SCREEN,
            Endpoint.GROUP,
            Endpoint.ALIAS,
            Endpoint.BATCH);

    private static final Map<String, Endpoint> ROUTES = routes();

    private EventRoutes() {}

    private static Map<String, Endpoint> routes() {
        Map<String, Endpoint> routes = new HashMap<>();
        for (Endpoint endpoint : Endpoint.values()) {
            String name = endpoint.wireName();
            for (String prefix : new String[] {"/", "/v1/", "/api/s/", "/api/s/s2s/"}) {
                routes.put(prefix + name, endpoint);
            }
            if (ALSO_IN_ONE_LETTER.contains(endpoint)) {
                routes.put("/v1/" + name.charAt(0), endpoint);
            }
        }
        return Map.copyOf(routes);
    }

    /** All of them. */
    public static Set<String> paths() {
        return ROUTES.keySet();
    }

    /** What comes in at this canonical path, or null when that is none of them. */
    static Endpoint at(String path) {
        return ROUTES.get(path);
    }
}
