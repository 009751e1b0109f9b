package dev.cdp.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A completed checkpoint, as Flink's statistics tell it.
 *
 * @param id counts from 1
 * @param stateBytes of all that it refers to
 * @param writtenBytes of these, what the one before had not
 * @param millis from its trigger to its completion
 */
public record Checkpoint(long id, long stateBytes, long writtenBytes, long millis) {
    static Checkpoint of(JsonNode statistics) {
        return new Checkpoint(
                statistics.path("id").asLong(),
                statistics.path("state_size").asLong(),
                statistics.path("checkpointed_size").asLong(),
                statistics.path("end_to_end_duration").asLong());
    }
}
