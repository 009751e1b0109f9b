package dev.cdp.flink.shared;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was found of late, by the text that it was asked with; those used longest ago make room. May be used by several
 * threads.
 */
public final class Recent<V> {
    private final Map<String, V> entries;

    public Recent(int capacity) {
        entries = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Null when it is not known. */
    public synchronized V get(String text) {
        return entries.get(text);
    }

    public synchronized void put(String text, V found) {
        entries.put(text, found);
    }

    public synchronized void remove(String text) {
        entries.remove(text);
    }
}
