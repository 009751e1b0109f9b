package dev.cdp.udf.engine;

import java.util.Map;

/** How a runtime deals with all of its functions; times in nanoseconds. */
record Settings(
        boolean ownThreads,
        int workers,
        long idleContext,
        int breakerFailures,
        long breakerPause,
        long waste,
        double workspaceCpuShare) {
    private static final long MILLI = 1_000_000;

    static Settings of(Map<String, Object> values) {
        return new Settings(
                (Boolean) values.get("ownThreads"),
                (Integer) values.get("workers"),
                (Long) values.get("idleContextMillis") * MILLI,
                (Integer) values.get("breakerFailures"),
                (Long) values.get("breakerPauseMillis") * MILLI,
                (Long) values.get("wasteMillis") * MILLI,
                (Double) values.get("workspaceCpuShare"));
    }
}
