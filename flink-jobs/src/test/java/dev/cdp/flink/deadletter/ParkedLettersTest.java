package dev.cdp.flink.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.contract.DeadLetter;
import dev.cdp.flink.kafka.KafkaCluster;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ParkedLettersTest {
    private static final UUID ID = UUID.fromString("00000000-0000-0001-0000-000000000002");

    private final ParkedLetters letters =
            new ParkedLetters(new KafkaCluster("127.0.0.1:1", ""), "clickhouse", Set.of("events"));

    @Test
    void archivedEventComesBackAsItWas() throws Exception {
        Map<String, Object> row = row();
        row.put("payload", "{\"as\":  \"sent\"}");
        DeadLetter letter = letters.letter(row, "why");
        assertThat(letter.payload()).isEqualTo("{\"as\":  \"sent\"}");
        assertThat(letter.eventId().toUuid()).isEqualTo(ID);
        assertThat(letter.workspaceId()).isEqualTo("ws");
        assertThat(letter.type()).isEqualTo("track");
        assertThat(letter.reason()).isEqualTo(DeadLetter.Reason.ROW_REFUSED);
        assertThat(letter.destinationId()).isEqualTo("clickhouse");
        assertThat(letter.receivedAt()).isEqualTo(5);
        assertThat(letter.error()).isEqualTo("why");
    }

    @Test
    void rowOfEventsBecomesAnEventThatMakesTheSameRow() throws Exception {
        Map<String, Object> row = row();
        row.put("anonymous_id", "anna");
        row.put("user_id", "");
        row.put("event", "Seen");
        row.put("timestamp", Instant.ofEpochMilli(7));
        row.put("properties", "{\"a_b\":1}");
        row.put("traits", "{}");
        row.put("context", "{}");
        assertThat(new ObjectMapper().readTree(letters.letter(row, "why").payload()))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"type":"track","messageId":"m1","anonymousId":"anna","event":"Seen",
                         "timestamp":"1970-01-01T00:00:00.007Z","properties":{"a_b":1},"traits":{},"context":{}}"""));
    }

    private static Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("event_id", ID);
        row.put("workspace_id", "ws");
        row.put("source_id", "src");
        row.put("message_id", "m1");
        row.put("type", "track");
        row.put("received_at", Instant.ofEpochMilli(5));
        return row;
    }
}
