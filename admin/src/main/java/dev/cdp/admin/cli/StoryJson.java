package dev.cdp.admin.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.cdp.admin.ledger.EventStory;
import java.util.List;

/** Stories for programs. Names are in snake_case; those of a row are its columns. */
final class StoryJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** What is known of one id. */
    private record Answer(String id, List<EventStory> events) {}

    private StoryJson() {}

    /** One line, {@code {"id":…,"events":[…]}}. */
    static String line(String id, List<EventStory> stories) {
        try {
            return MAPPER.writeValueAsString(new Answer(id, stories));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a story of " + id + " that is no JSON", e);
        }
    }
}
