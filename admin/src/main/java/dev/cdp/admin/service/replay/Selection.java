package dev.cdp.admin.service.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/**
 * Which dead letters are replayed, as the column holds it.
 *
 * @param ids of dead letters; empty: all that match the rest
 * @param fromMillis rejected not before, epoch milliseconds
 * @param toMillis rejected before: what fails again while the replay runs is none of it
 */
record Selection(
        List<String> ids,
        long fromMillis,
        long toMillis,
        String stage,
        String reason,
        String sourceId,
        String event,
        String field,
        String functionId,
        String destinationId,
        String messageId) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Selection parse(String json) {
        try {
            return JSON.readValue(json, Selection.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column that holds no selection", e);
        }
    }

    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not writable as JSON", e);
        }
    }
}
