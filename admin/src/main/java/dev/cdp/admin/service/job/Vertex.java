package dev.cdp.admin.service.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;

/**
 * An operator, or several that are chained.
 *
 * @param busy share of the time, 0 to 1, of the busiest subtask; null when Flink does not know
 * @param backPressured share of the time that it waits for those behind it
 */
@Serdeable
public record Vertex(
        String id,
        String name,
        String state,
        int parallelism,
        long recordsIn,
        long recordsOut,
        @Nullable Double busy,
        @Nullable Double backPressured) {
    private static final String BUSY = "busyTimeMsPerSecond";
    private static final String BACK_PRESSURED = "backPressuredTimeMsPerSecond";

    /** Flink's names of the metrics. */
    static final String LOAD = BUSY + ',' + BACK_PRESSURED;

    /** @param load {@code [{"id":METRIC,"max":MILLISECONDS}]} */
    static Vertex of(JsonNode vertex, JsonNode load) {
        return new Vertex(
                vertex.path("id").asText(),
                vertex.path("name").asText(),
                vertex.path("status").asText(),
                vertex.path("parallelism").asInt(),
                vertex.at("/metrics/read-records").asLong(),
                vertex.at("/metrics/write-records").asLong(),
                share(load, BUSY),
                share(load, BACK_PRESSURED));
    }

    private static Double share(JsonNode load, String metric) {
        for (JsonNode one : load) {
            if (one.path("id").asText().equals(metric)) {
                double millis = one.path("max").asDouble(Double.NaN);
                return Double.isFinite(millis) ? Math.min(1, millis / 1_000) : null;
            }
        }
        return null;
    }
}
