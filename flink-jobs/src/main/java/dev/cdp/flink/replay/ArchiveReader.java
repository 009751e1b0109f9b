package dev.cdp.flink.replay;

import static dev.cdp.flink.connector.clickhouse.ClickHouseStatements.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cdp.contract.Channel;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EventId;
import dev.cdp.contract.EventType;
import dev.cdp.contract.Origin;
import dev.cdp.contract.RawJson;
import dev.cdp.flink.connector.clickhouse.ClickHouseStatements;
import dev.cdp.flink.replay.ArchivePlan.Chunk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a chunk of {@code events_raw}: of each event the record that had passed the deduplication, with the user whom
 * {@code identity_owners} names at its time.
 *
 * <p>The archive stands in front of the deduplication. It has the duplicates too, until a merge leaves one record of each
 * event and day, and that may be the duplicate. So {@code outcomes} is asked which records were duplicates. Where only
 * such are left, the one that had passed was received at the time that {@code accepted} tells; if that was on another day,
 * the chunk of that day has it. An event that was sent again after its window is read twice; its later row wins.
 */
final class ArchiveReader {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Map<String, String> SETTINGS = Map.of("max_threads", "2", "max_query_size", "1000000");

    private static final String ORIGIN =
            "concat(collector_instance, '/', toString(collector_epoch), '/', toString(collector_sequence))";

    private final ClickHouseStatements server;
    private final long from;
    private final long to;

    /**
     * An event of the archive.
     *
     * @param owner of its anonymous id at its time, or empty
     */
    record Archived(Envelope event, String owner) {}

    /**
     * What a chunk has.
     *
     * @param records of the table, repeats among them
     */
    record Content(List<Archived> events, long records) {}

    ArchiveReader(ClickHouseStatements server, long from, long to) {
        this.server = server;
        this.from = from;
        this.to = to;
    }

    Content read(Chunk chunk) throws IOException, InterruptedException {
        List<Archived> events = new ArrayList<>();
        long records = 0;
        for (List<String> row : server.select(sql(chunk), SETTINGS)) {
            records += Long.parseLong(row.get(1));
            if (row.get(2).equals("1")) {
                events.add(archived(chunk.workspaceId(), row));
            }
        }
        return new Content(events, records);
    }

    private String sql(Chunk chunk) {
        String ids = "workspace_id = " + text(chunk.workspaceId())
                + (chunk.lower().isEmpty() ? "" : " AND event_id >= toUUID('" + chunk.lower() + "')")
                + (chunk.upper().isEmpty() ? "" : " AND event_id < toUUID('" + chunk.upper() + "')");
        String inTime = "%s >= " + millis(from) + " AND %s < " + millis(to);
        return """
                WITH
                repeats AS (
                    SELECT event_id, duplicate FROM outcomes FINAL
                    WHERE %1$s AND destination_id = '' AND state = 'duplicate' AND reason != 'superseded'
                ),
                passed AS (
                    SELECT event_id AS passed_id, min(received_at) AS passed_at FROM accepted
                    WHERE event_id IN (SELECT event_id FROM repeats)
                        AND (event_id, %2$s) NOT IN (SELECT event_id, duplicate FROM repeats)
                    GROUP BY event_id
                ),
                archived AS (
                    SELECT
                        event_id, count() AS records, min(repeat) AS repeats_only,
                        argMin(
                            tuple(source_id, message_id, type, event, anonymous_id, user_id, channel, received_at,
                                sent_at, original_timestamp, timestamp, ip, user_agent,
                                collector_instance, collector_epoch, collector_sequence, payload),
                            (repeat, received_at)) AS record,
                        record.5 AS visitor
                    FROM (
                        SELECT *, (event_id, %2$s) IN (SELECT event_id, duplicate FROM repeats) AS repeat
                        FROM events_raw
                        WHERE %1$s AND toYYYYMMDD(received_at) = %3$d AND %4$s
                    )
                    GROUP BY event_id
                ),
                owned AS (
                    SELECT anonymous_id AS owned_id, owned_from, owners FROM identity_owners FINAL
                    WHERE workspace_id = %5$s AND anonymous_id IN (SELECT visitor FROM archived)
                )
                SELECT
                    event_id, records,
                    NOT (repeats_only AND passed_at > %6$s) OR (toYYYYMMDD(passed_at) = %3$d AND %7$s),
                    record.1, record.2, record.3, record.4, record.5, record.6, record.7,
                    toUnixTimestamp64Milli(if(repeats_only AND passed_at > %6$s, passed_at, record.8) AS first_at),
                    ifNull(toString(toUnixTimestamp64Milli(record.9)), ''),
                    ifNull(toString(toUnixTimestamp64Milli(record.10)), ''),
                    toUnixTimestamp64Milli(record.11),
                    record.12, record.13, record.14, record.15, record.16, record.17,
                    owners[arrayCount(since -> since <= toUnixTimestamp64Milli(first_at), owned_from)]
                FROM archived
                LEFT JOIN passed ON event_id = passed_id
                LEFT JOIN owned ON visitor = owned_id
                """.formatted(
                        ids,
                        ORIGIN,
                        chunk.day(),
                        inTime.formatted("received_at", "received_at"),
                        text(chunk.workspaceId()),
                        millis(0),
                        inTime.formatted("passed_at", "passed_at"));
    }

    private static String millis(long time) {
        return "fromUnixTimestamp64Milli(" + time + ", 'UTC')";
    }

    private static Archived archived(String workspaceId, List<String> row) throws IOException {
        EventType type = EventType.fromWireName(row.get(5)).orElseThrow();
        RawJson payload = RawJson.of(row.get(19));
        Envelope event = new Envelope(
                EventId.parse(row.get(0)),
                workspaceId,
                row.get(3),
                row.get(4),
                type,
                row.get(6),
                row.get(7),
                row.get(8),
                type == EventType.ALIAS ? previousId(payload) : "",
                Channel.fromWireName(row.get(9)),
                Long.parseLong(row.get(10)),
                time(row.get(11)),
                time(row.get(12)),
                Long.parseLong(row.get(13)),
                row.get(14),
                row.get(15),
                new Origin(row.get(16), Long.parseLong(row.get(17)), Long.parseLong(row.get(18))),
                null,
                payload);
        return new Archived(event, row.get(20));
    }

    private static Long time(String millis) {
        return millis.isEmpty() ? null : Long.valueOf(millis);
    }

    private static String previousId(RawJson payload) throws JsonProcessingException {
        return JSON.readTree(payload.text()).path("previousId").asText("");
    }
}
