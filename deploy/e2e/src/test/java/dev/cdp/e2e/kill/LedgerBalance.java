package dev.cdp.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.e2e.stack.ClickHouse;
import java.time.Duration;

/** Asks the ledger whether anything was lost or doubled. */
public record LedgerBalance(ClickHouse clickhouse) {
    /** @param run beginning of message ids; each destination must have come past them before the ledger can judge */
    public void assertBalanced(String run) {
        new LedgerReach(clickhouse)
                .awaitPast("event_id IN (SELECT event_id FROM events WHERE startsWith(message_id, "
                        + ClickHouse.quote(run) + "))");
        assertThat(clickhouse.rows("SELECT * FROM ledger_imbalance LIMIT 20")).isEmpty();
        await("accepted = duplicates + dropped + dead letters + delivered")
                .atMost(Duration.ofMinutes(4))
                .untilAsserted(() -> assertThat(clickhouse.rows("SELECT destination_id, sum(accepted) AS a,"
                                + " sum(in_flight) AS f FROM ledger GROUP BY destination_id HAVING f != 0 OR a = 0"))
                        .isEmpty());
        System.out.println(
                "ledger: "
                        + clickhouse.rows(
                                "SELECT destination_id, sum(accepted) AS accepted,"
                                        + " sum(delivered) AS delivered, sum(in_flight) AS in_flight FROM ledger GROUP BY destination_id"));
    }
}
