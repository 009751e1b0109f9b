package dev.cdp.admin.service.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.admin.access.Access;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.ledger.EventStories;
import dev.cdp.admin.ledger.EventStory;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells a workspace what became of its events, as `make why` tells an operator. */
@Singleton
public class Journeys {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EventStories stories;

    Journeys(ClickHouse clickHouse) {
        this.stories = new EventStories(clickHouse);
    }

    /** Something that happened. */
    @Serdeable
    public record Moment(
            Instant at,
            String kind,
            String text,
            String deadLetterStage,
            String functionId,
            String destinationId,
            String reason) {
        static Moment of(EventStory.Moment moment) {
            Map<String, String> row = moment.row();
            return new Moment(
                    instant(moment.at()),
                    moment.kind().name().toLowerCase(Locale.ROOT),
                    moment.text(),
                    row.getOrDefault("stage", ""),
                    row.getOrDefault("function_id", ""),
                    row.getOrDefault("destination_id", ""),
                    row.getOrDefault("reason", ""));
        }
    }

    /** How it stands with a destination. */
    @Serdeable
    public record Standing(String destinationId, String state, String reason, String detail, long rows, String text) {
        static Standing of(EventStory.Standing standing) {
            return new Standing(
                    standing.destinationId(),
                    standing.state(),
                    standing.reason(),
                    standing.detail(),
                    standing.rows(),
                    standing.text());
        }
    }

    /** A row as it is stored. */
    @Serdeable
    public record Row(
            long rowNo, String event, String anonymousId, String userId, Instant timestamp, Map<String, Object> row) {
        static Row of(JsonNode row) {
            return new Row(
                    row.path("row_no").asLong(),
                    row.path("event").asText(),
                    row.path("anonymous_id").asText(),
                    row.path("user_id").asText(),
                    Instant.parse(row.path("timestamp").asText()),
                    JSON.convertValue(row, new TypeReference<Map<String, Object>>() {}));
        }
    }

    /** One event. */
    @Serdeable
    public record Journey(
            String eventId,
            String messageId,
            String sourceId,
            String type,
            String event,
            String anonymousId,
            String userId,
            List<Moment> moments,
            List<Standing> standings,
            List<Row> rows,
            @Nullable Object payload) {
        static Journey of(EventStory story) {
            Map<String, String> event = story.event();
            return new Journey(
                    event.get("event_id"),
                    event.getOrDefault("message_id", ""),
                    event.getOrDefault("source_id", ""),
                    event.getOrDefault("type", ""),
                    event.getOrDefault("event", ""),
                    event.getOrDefault("anonymous_id", ""),
                    event.getOrDefault("user_id", ""),
                    story.moments().stream().map(Moment::of).toList(),
                    story.standings().stream().map(Standing::of).toList(),
                    story.rows().stream().map(Row::of).toList(),
                    Journeys.json(story.payload()));
        }
    }

    /** All events that have an id. */
    @Serdeable
    public record Found(List<Journey> items) {}

    /**
     * @param id a message id, which several sources may have used, or an event id
     * @throws Problem when nothing is known of it
     */
    public Found find(Access by, String id) {
        List<Journey> items =
                stories.find(id, by.workspaceId()).stream().map(Journey::of).toList();
        if (items.isEmpty()) {
            throw Problem.notFound("event: it was never accepted, is older than the archive, or is not there yet");
        }
        return new Found(items);
    }

    /** From {@code 2026-01-31 23:59:59.123}. */
    private static Instant instant(String text) {
        return Instant.parse(text.replace(' ', 'T') + 'Z');
    }

    private static Object json(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return JSON.readValue(text, Object.class);
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
