package dev.cdp.flink.connector.clickhouse;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Statements of any length, beside the sink's own. Each can be interrupted, and throws an {@link IOException} when the
 * server refuses it, or when it can't be told whether it was done. For several threads.
 */
public final class ClickHouseStatements {
    private static final Duration TIMEOUT = Duration.ofMinutes(10);

    private final ClickHouseClient client;

    public ClickHouseStatements(ClickHouseConnection connection) {
        this.client = new ClickHouseClient(connection);
    }

    /** A string in SQL. */
    public static String text(String value) {
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    /** The rows of the answer, each value as text. */
    public List<List<String>> select(String sql, Map<String, String> settings)
            throws IOException, InterruptedException {
        return ClickHouseClient.rows(client.run(sql + " FORMAT JSONCompactStringsEachRow", settings, TIMEOUT));
    }

    /** @param queryId names it, so that it can be stopped */
    public void execute(String queryId, String sql, Map<String, String> settings)
            throws IOException, InterruptedException {
        client.run(sql, withId(queryId, settings), TIMEOUT);
    }

    /** Returns when no statement runs any more whose id begins so. */
    public void stop(String queryIdPrefix) throws IOException, InterruptedException {
        client.run("KILL QUERY WHERE startsWith(query_id, " + text(queryIdPrefix) + ") SYNC", Map.of(), TIMEOUT);
    }

    private static Map<String, String> withId(String queryId, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>(settings);
        all.put("query_id", queryId);
        return all;
    }
}
