package dev.cdp.flink.identity;

import static dev.cdp.flink.connector.clickhouse.ClickHouseStatements.text;

import dev.cdp.flink.connector.clickhouse.ClickHouseStatements;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rows of {@code events} whose user is not the one whom {@code identity_owners} names, and who had none of their own. */
final class StaleRows {
    /** Keys stand in the statements. Of one month's rows FINAL needs to look at no other month. */
    static final Map<String, String> LONG = Map.of("max_query_size", "10000000");

    static final Map<String, String> READ = Map.of(
            "max_query_size", "10000000", "max_threads", "2", "do_not_merge_across_partitions_select_final", "1");

    /** Rows that a killed statement has written already must not be taken for a repeat. */
    private static final Map<String, String> WRITE = Map.of(
            "max_query_size",
            "10000000",
            "max_threads",
            "2",
            "max_insert_threads",
            "1",
            "do_not_merge_across_partitions_select_final",
            "1",
            "insert_deduplicate",
            "0",
            "optimize_on_insert",
            "0");

    private static final String OWNER =
            "owners[arrayCount(since -> since <= toUnixTimestamp64Milli(received_at), owned_from)]";

    private final ClickHouseStatements server;

    /** So many rows of one anonymous id in one partition. */
    record Stale(int month, long rows) {}

    StaleRows(ClickHouseStatements server) {
        this.server = server;
    }

    /** By anonymous id and month; nothing for those that agree. */
    Map<AnonymousId, List<Stale>> of(List<AnonymousId> ids) throws IOException, InterruptedException {
        String sql = "SELECT workspace_id, anonymous_id, toYYYYMM(received_at) AS month, count() FROM (SELECT"
                + " workspace_id, anonymous_id, user_id, received_at FROM events FINAL WHERE " + are(ids)
                + " AND sent_user_id = '') AS row INNER JOIN (" + owners(ids)
                + ") AS owner USING (workspace_id, anonymous_id) WHERE user_id != " + OWNER
                + " GROUP BY workspace_id, anonymous_id, month ORDER BY month";
        Map<AnonymousId, List<Stale>> stale = new HashMap<>();
        for (List<String> row : server.select(sql, READ)) {
            stale.computeIfAbsent(new AnonymousId(row.get(0), row.get(1)), id -> new ArrayList<>())
                    .add(new Stale(Integer.parseInt(row.get(2)), Long.parseLong(row.get(3))));
        }
        return stale;
    }

    /**
     * Writes those of one month again, as they should be.
     *
     * @param most rows at most; the others stay as they are
     */
    void rewrite(String queryId, int month, List<AnonymousId> ids, long most) throws IOException, InterruptedException {
        String sql = "INSERT INTO events SELECT * EXCEPT (right_user_id) REPLACE (0 AS _block, version + 1 AS version,"
                + " right_user_id AS user_id) FROM (SELECT row.*, " + OWNER
                + " AS right_user_id FROM (SELECT * FROM events FINAL WHERE toYYYYMM(received_at) = " + month + " AND "
                + are(ids) + " AND sent_user_id = '') AS row INNER JOIN (" + owners(ids)
                + ") AS owner USING (workspace_id, anonymous_id) WHERE user_id != " + OWNER + " LIMIT " + most + ")";
        server.execute(queryId, sql, WRITE);
    }

    private static String owners(List<AnonymousId> ids) {
        return "SELECT workspace_id, anonymous_id, owned_from, owners FROM identity_owners FINAL WHERE " + are(ids);
    }

    private static String are(List<AnonymousId> ids) {
        return ids.stream()
                .map(id -> "(" + text(id.workspaceId()) + "," + text(id.id()) + ")")
                .collect(Collectors.joining(",", "(workspace_id, anonymous_id) IN (", ")"));
    }
}
