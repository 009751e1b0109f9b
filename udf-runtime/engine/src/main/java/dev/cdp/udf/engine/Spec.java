package dev.cdp.udf.engine;

import java.util.Map;

/** A function and its limits; times in nanoseconds. */
record Spec(
        String workspaceId,
        String id,
        String name,
        long version,
        String code,
        String props,
        long wallTime,
        long cpuTime,
        long statements,
        long memoryBytes,
        long retainedBytes,
        int outputBytes,
        int fanOut,
        int logLines,
        int fetches,
        int storeOperations,
        int contexts) {
    private static final long MILLI = 1_000_000;

    static Spec of(Map<?, ?> values) {
        return new Spec(
                (String) values.get("workspaceId"),
                (String) values.get("id"),
                (String) values.get("name"),
                (Long) values.get("version"),
                (String) values.get("code"),
                (String) values.get("props"),
                (Long) values.get("wallMillis") * MILLI,
                (Long) values.get("cpuMillis") * MILLI,
                (Long) values.get("statements"),
                (Long) values.get("memoryBytes"),
                (Long) values.get("retainedBytes"),
                (Integer) values.get("outputBytes"),
                (Integer) values.get("fanOut"),
                (Integer) values.get("logLines"),
                (Integer) values.get("fetches"),
                (Integer) values.get("storeOperations"),
                (Integer) values.get("contexts"));
    }
}
