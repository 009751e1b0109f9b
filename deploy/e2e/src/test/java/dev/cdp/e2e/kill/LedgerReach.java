package dev.cdp.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.ClickHouse;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Until where the ledger judges. */
public record LedgerReach(ClickHouse clickhouse) {
    /**
     * Returns when each destination that sees these events has come past them by seven reports: before that the ledger
     * accuses nobody. Those that don't are named, with how many reports they have made and when the last.
     *
     * @param which condition on the rows of {@code accepted}
     */
    public void awaitPast(String which) {
        String behind = "SELECT destination_id, topic, partition, stands, judged, reports, reported, last_report FROM ("
                + " SELECT workspace_id, topic, partition, max(first) AS stands FROM ("
                // What was sent again later is a duplicate, which no destination gets to see.
                + " SELECT workspace_id, topic, partition, min(offset) AS first FROM accepted WHERE " + which
                + " GROUP BY workspace_id, topic, partition, event_id) GROUP BY workspace_id, topic, partition) AS sent"
                + " CROSS JOIN (SELECT DISTINCT destination_id, workspace_id AS owner FROM progress) AS destination"
                + " LEFT JOIN (SELECT destination_id, topic, partition, max(last_offset) AS judged FROM ledger_reach"
                + " GROUP BY ALL) AS reach USING (destination_id, topic, partition)"
                + " LEFT JOIN (SELECT destination_id, topic, partition, count() AS reports, max(offset) AS reported,"
                + " max(at) AS last_report FROM progress GROUP BY ALL) AS progress USING (destination_id, topic, partition)"
                // Another workspace's destination sees none of them, and its job may be gone.
                + " WHERE owner IN ('', workspace_id) AND (judged < stands OR reports < 7)";
        await("every destination is seven reports past it")
                // Seven reports take more than a minute of jobs that run; those that were killed just now, on a busy
                // machine, come back first.
                .atMost(Duration.ofMinutes(6))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> {
                    assertThat(clickhouse.number("SELECT count() AS n FROM accepted WHERE " + which))
                            .isPositive();
                    assertThat(clickhouse.rows(behind)).isEmpty();
                });
    }
}
