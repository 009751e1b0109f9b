package dev.cdp.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.stack.ClickHouse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Compares the accepted message ids with the rows. */
public record StoredOnce(ClickHouse clickhouse) {
    private static final Duration ARRIVAL = Duration.ofMinutes(4);
    /** Of the deduplication. */
    private static final int WINDOW_HOURS = 24;

    /**
     * Keeps the engine from folding equal rows, so that a double can be seen. A setting of the
     * table, unlike SYSTEM STOP MERGES, survives a restart of the server.
     */
    public void keepDoubles() {
        for (String table : List.of("events", "events_raw")) {
            clickhouse.execute("ALTER TABLE " + table + " MODIFY SETTING"
                    + " max_bytes_to_merge_at_max_space_in_pool = 1, max_bytes_to_merge_at_min_space_in_pool = 1");
        }
    }

    void foldAgain() {
        for (String table : List.of("events", "events_raw")) {
            clickhouse.execute("ALTER TABLE " + table + " RESET SETTING"
                    + " max_bytes_to_merge_at_max_space_in_pool, max_bytes_to_merge_at_min_space_in_pool");
        }
    }

    void assertEachOnce(String run, Set<String> accepted) {
        assertEachOnceThoughSentAgain(run, accepted);
        assertNoDoubles("events_raw", "event_id", run);
    }

    /** What came twice from a client or from a journal is archived twice, and folds into one when read. */
    public void assertEachOnceThoughSentAgain(String run, Set<String> accepted) {
        assertEachRead("events", run, accepted);
        assertNoDoubles("events", "event_id, row_no", run);
        assertEachRead("events_raw", run, accepted);
    }

    private static String where(String run) {
        return " WHERE startsWith(message_id, " + ClickHouse.quote(run) + ")";
    }

    private void assertEachRead(String table, String run, Set<String> accepted) {
        String where = where(run);
        String distinct = "SELECT uniqExact(message_id) AS n FROM " + table + where;
        await(table + " has every accepted event")
                .atMost(ARRIVAL)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(clickhouse.number(distinct)).isEqualTo(accepted.size()));
        List<String> folded = clickhouse.rows("SELECT message_id FROM " + table + " FINAL" + where).stream()
                .map(row -> row.get("message_id").asText())
                .toList();
        assertThat(folded).as(table + " FINAL").doesNotHaveDuplicates();
        assertThat(folded.stream().collect(Collectors.toUnmodifiableSet()))
                .as(table + " FINAL")
                .isEqualTo(accepted);
    }

    private void assertNoDoubles(String table, String key, String run) {
        List<JsonNode> doubles =
                clickhouse.rows("SELECT any(message_id), " + key + ", count() AS rows, groupArray(_block)" + " FROM "
                        + table + where(run) + " GROUP BY " + key + " HAVING count() > 1"
                        // What comes again later than this, by a clock that was set, is another event to the job.
                        + " AND dateDiff('hour', min(received_at), max(received_at)) < " + WINDOW_HOURS + " LIMIT 10");
        assertThat(doubles).as(table + " without FINAL").isEmpty();
    }
}
