package dev.cdp.e2e.million;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.report.ResultFile;
import dev.cdp.e2e.stack.ClickHouse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run has come to. It is written when all was as it should be: otherwise the test has failed before.
 *
 * @param sent events that were sent, repeats included
 * @param loadSeconds from the first event to the last answer
 * @param seconds from the first event to the last check
 * @param kills what was killed meanwhile, in this order
 * @param explained events that {@code why} has explained
 */
record MillionReport(long seed, int sent, long loadSeconds, long seconds, List<String> kills, int explained) {
    void write(ClickHouse clickhouse) throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("seed", seed);
        report.put("sent", sent);
        report.put("load_seconds", loadSeconds);
        report.put("seconds", seconds);
        Map<String, Integer> counts = new TreeMap<>();
        kills.forEach(component -> counts.merge(component, 1, Integer::sum));
        report.put("kills", counts);
        report.put("events", clickhouse.number("SELECT count() AS n FROM million_events"));
        report.put("refused", clickhouse.number("SELECT countIf(refused) AS n FROM million_events"));
        report.put("accepted", clickhouse.number("SELECT count() AS n FROM million_truth"));
        report.put("records", clickhouse.number("SELECT count() AS n FROM million_records"));
        report.put(
                "fates",
                counted(
                        clickhouse,
                        "SELECT fate, count() AS n FROM million_events GROUP BY fate ORDER BY fate",
                        "fate"));
        for (String destination : List.of("clickhouse", "warehouse")) {
            report.put(
                    destination,
                    counted(
                            clickhouse,
                            "SELECT state, count() AS n FROM million_truth INNER JOIN million_ends USING (fate) WHERE"
                                    + " (destination_id = 'clickhouse') = " + destination.equals("clickhouse")
                                    + " GROUP BY state ORDER BY state",
                            "state"));
        }
        report.put("lost", 0);
        report.put("doubled", 0);
        report.put("imbalances", 0);
        report.put("explained", explained);
        ResultFile.write("million", report);
        System.out.printf("million: %s%n", report);
    }

    private static Map<String, Long> counted(ClickHouse clickhouse, String sql, String key) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (JsonNode row : clickhouse.rows(sql)) {
            counts.put(
                    row.get(key).asText().toLowerCase(java.util.Locale.ROOT),
                    row.get("n").asLong());
        }
        return counts;
    }
}
