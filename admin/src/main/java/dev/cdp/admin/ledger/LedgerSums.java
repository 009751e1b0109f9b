package dev.cdp.admin.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.error.Problem;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reckons the ledger's sums of minutes that were written to, once nothing has come for two minutes. A minute is
 * reckoned from its rows as a whole, so it may be done again, or by two services at once; the later reckoning holds.
 * Pages read the rows of what is not reckoned yet: this makes them faster, never different.
 */
@Singleton
public class LedgerSums {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerSums.class);

    /** While rows are being changed nothing is reckoned, as nothing tells when the change came to a minute. */
    private static final String STALE =
            "SELECT DISTINCT toUnixTimestamp(minute) AS second, toUnixTimestamp64Milli(now64(3)) AS now_ms"
                    + " FROM ledger_stale_minutes WHERE last_change < now64(3) - INTERVAL 2 MINUTE AND NOT EXISTS (SELECT 1 FROM"
                    + " system.mutations WHERE database = currentDatabase() AND table IN ('accepted', 'outcomes', 'events')"
                    + " AND NOT is_done) ORDER BY minute DESC LIMIT 10000";

    private static final String TERMS =
            "sum(accepted), sum(duplicates), sum(dropped), sum(dead_letters), sum(delivered), sum(rows)";

    /** One thread, as nobody waits for it. */
    private static final String SETTINGS = " SETTINGS max_threads = 1, use_skip_indexes_if_final_exact_mode = 0";

    private static final int MOST_MINUTES = 1_440;
    private static final long GOOD_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final ClickHouse clickHouse;
    private int minutesAtOnce = MinuteSpan.MINUTE;
    private boolean away;
    private volatile boolean ended;

    LedgerSums(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    @Scheduled(fixedDelay = "${cdp.ledger.reckon-every:15s}", initialDelay = "${cdp.ledger.reckon-every:15s}")
    synchronized void tick() {
        try {
            sweep();
            away = false;
        } catch (Problem e) {
            // What takes too long is tried in smaller spans; a server that is away is asked again.
            minutesAtOnce = Math.max(1, minutesAtOnce / 4);
            if (!away) {
                LOG.warn("the ledger's sums wait, pages read the rows instead: {}", e.toString());
            }
            away = true;
        }
    }

    @PreDestroy
    void end() {
        ended = true;
    }

    /** The newest first, as pages show them first; what is left after a while comes after what is new by then. */
    private void sweep() {
        long begun = System.nanoTime();
        List<JsonNode> stale = clickHouse.query(STALE, Map.of());
        int next = 0;
        while (next < stale.size() && !ended && System.nanoTime() - begun < MOST_NANOS) {
            long to = second(stale.get(next)) + MinuteSpan.MINUTE;
            int last = next;
            while (last + 1 < stale.size()
                    && second(stale.get(last + 1)) >= to - (long) minutesAtOnce * MinuteSpan.MINUTE) {
                last++;
            }
            long started = System.nanoTime();
            reckon(
                    new MinuteSpan(second(stale.get(last)), to),
                    stale.get(0).path("now_ms").asLong());
            if (System.nanoTime() - started < GOOD_NANOS) {
                minutesAtOnce = Math.min(MOST_MINUTES, minutesAtOnce * 2);
            }
            next = last + 1;
        }
    }

    /** The note that a minute is reckoned comes behind its sums: without it they are not believed. */
    private void reckon(MinuteSpan span, long beganMs) {
        String began = "fromUnixTimestamp64Milli(" + beganMs + ", 'UTC') AS reckoned_at";
        clickHouse.execute("INSERT INTO ledger_sums SELECT workspace_id, minute, source_id, destination_id, " + TERMS
                + ", " + began + " FROM (SELECT * FROM ledger_terms_of_all WHERE " + span.sql()
                + " UNION ALL SELECT * FROM ledger_terms_of_one WHERE " + span.sql()
                + ") GROUP BY workspace_id, minute, source_id, destination_id" + SETTINGS);
        clickHouse.execute(
                "INSERT INTO ledger_minutes (workspace_id, minute, reckoned_at) SELECT DISTINCT workspace_id,"
                        + " minute, " + began + " FROM ledger_minutes WHERE " + span.sql());
    }

    private static long second(JsonNode row) {
        return row.path("second").asLong();
    }
}
