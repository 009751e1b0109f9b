package dev.cdp.flink.enrichment;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found of late, by the text that it was asked with. A site has some thousands of user agents, and a visitor
 * comes from one address for a while; those used longest ago make room. May be used by several threads.
 */
final class Recent<V> {
    private final Map<String, V> entries;

    Recent(int capacity) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Null when it is not known. */
    synchronized V get(String text) {
        return entries.get(text);
    }

    synchronized void put(String text, V found) {
        entries.put(text, found);
    }
}
