package dev.cdp.flink.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.EventId;
import dev.cdp.contract.Topics;
import dev.cdp.flink.connector.clickhouse.ParkedRows;
import dev.cdp.flink.kafka.KafkaCluster;
import java.io.IOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes dead letters of the rows that an operator has parked, one for each event, and puts them into {@link
 * Topics#DEAD_LETTERS} before the sink forgets the block. Given twice they are one in the archive of dead letters, and
 * one when replayed.
 *
 * <p>{@code events_raw} holds the event as it was. Of another table's row the event is put together again, with the
 * flat names of its columns: it makes the same row when it is replayed.
 */
public final class ParkedLetters implements ParkedRows {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ParkedLetters.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Members of an event, by the column that holds them as text. */
    private static final Map<String, String> TEXTS = Map.of(
            "type", "type",
            "message_id", "messageId",
            "anonymous_id", "anonymousId",
            "user_id", "userId",
            "previous_id", "previousId",
            "group_id", "groupId",
            "event", "event",
            "name", "name");

    private final KafkaCluster kafka;
    private final String destinationId;
    private final HashSet<String> tables;

    /** @param tables whose rows are events; those of others are named in the log, and that is all */
    public ParkedLetters(KafkaCluster kafka, String destinationId, Set<String> tables) {
        this.kafka = kafka;
        this.destinationId = destinationId;
        this.tables = new HashSet<>(tables);
    }

    @Override
    public void take(String table, List<Map<String, Object>> rows, String error)
            throws IOException, InterruptedException {
        if (!tables.contains(table)) {
            rows.forEach(row -> LOG.error("Parked row of {}, which is no event: {}", table, row));
            return;
        }
        Map<EventId, DeadLetter> letters = new LinkedHashMap<>();
        for (Map<String, Object> row : rows) {
            DeadLetter letter = letter(row, "parked by an operator, as table " + table + " refused it: " + error);
            letters.putIfAbsent(letter.eventId(), letter);
        }
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer()) {
            List<Future<RecordMetadata>> sent = letters.values().stream()
                    .map(letter -> producer.send(new ProducerRecord<>(
                            kafka.named(Topics.DEAD_LETTERS),
                            letter.key().getBytes(UTF_8),
                            DeadLetterCodec.write(letter))))
                    .toList();
            for (Future<RecordMetadata> acknowledged : sent) {
                acknowledged.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("Kafka did not take the dead letters", e.getCause());
        }
    }

    DeadLetter letter(Map<String, Object> row, String error) throws IOException {
        UUID id = (UUID) row.get("event_id");
        Instant receivedAt = (Instant) row.getOrDefault("received_at", row.get("linked_at"));
        return new DeadLetter(
                new EventId(id.getMostSignificantBits(), id.getLeastSignificantBits()),
                text(row, "workspace_id"),
                text(row, "source_id"),
                text(row, "message_id"),
                type(row),
                DeadLetter.Stage.DELIVERY,
                DeadLetter.Reason.ROW_REFUSED,
                "",
                error,
                destinationId,
                "",
                receivedAt.toEpochMilli(),
                System.currentTimeMillis(),
                row.containsKey("payload") ? text(row, "payload") : event(row));
    }

    /** A row of identity_links has no type; an identify makes the same link. */
    private static String type(Map<String, Object> row) {
        return row.containsKey("type") ? text(row, "type") : "identify";
    }

    private static String event(Map<String, Object> row) throws IOException {
        ObjectNode event = JSON.createObjectNode();
        TEXTS.forEach((column, member) -> {
            if (!text(row, column).isEmpty()) {
                event.put(member, text(row, column));
            }
        });
        event.put("type", type(row));
        if (row.get("timestamp") instanceof Instant timestamp) {
            event.put("timestamp", timestamp.toString());
        }
        for (String object : List.of("properties", "traits", "context")) {
            if (row.containsKey(object)) {
                event.set(object, JSON.readTree(text(row, object)));
            }
        }
        return JSON.writeValueAsString(event);
    }

    private static String text(Map<String, Object> row, String column) {
        Object value = row.get(column);
        return value == null ? "" : value.toString();
    }
}
