package dev.cdp.flink.enrichment;

import dev.cdp.contract.Enrichment.UserAgent;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The user agents of late, by their text. A site has some thousands; those used longest ago make
 * room. May be used by several threads.
 */
final class UserAgentCache {
    private final Map<String, UserAgent> entries;

    UserAgentCache(int capacity) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, UserAgent> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Null when it is not known. */
    synchronized UserAgent get(String text) {
        return entries.get(text);
    }

    synchronized void put(String text, UserAgent userAgent) {
        entries.put(text, userAgent);
    }
}
