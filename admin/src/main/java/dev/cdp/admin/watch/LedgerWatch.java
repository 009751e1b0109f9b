package dev.cdp.admin.watch;

import dev.cdp.admin.clickhouse.ClickHouse;
import dev.cdp.admin.error.Problem;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Value;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code cdp.admin.ledger.imbalance} by kind: rows of the view ledger_imbalance, of all workspaces. It looks back three
 * days as the view does; where that takes too much time or memory, as far as it does not, at least an hour:
 * {@code cdp.admin.ledger.watched} says how far.
 */
@Singleton
public class LedgerWatch {
    /** The kinds that the view tells apart. */
    private static final List<String> KINDS = List.of("gap", "lost", "doubled");

    private static final Duration MOST = Duration.ofDays(3);
    private static final Duration LEAST = Duration.ofHours(1);

    /** One thread and a bounded memory, as nobody waits for it. */
    private static final String COUNT = "SELECT kind, count() AS rows FROM ledger_imbalance_between("
            + "since = now64(3, 'UTC') - toIntervalSecond({seconds:UInt32}), until = now64(3, 'UTC') + INTERVAL 1 HOUR)"
            + " GROUP BY kind SETTINGS max_threads = 1, max_memory_usage = 1000000000";

    private final ClickHouse clickHouse;
    private final Pace pace;
    private volatile Map<String, Double> rows = Map.of();
    private volatile double watchedSeconds = Double.NaN;
    private Duration span = MOST;

    LedgerWatch(ClickHouse clickHouse, @Value("${cdp.watch.rest:19}") int rest, MeterRegistry metrics) {
        this.clickHouse = clickHouse;
        this.pace = new Pace("ledger", rest, metrics);
        for (String kind : KINDS) {
            Gauge.builder("cdp.admin.ledger.imbalance", this, watch -> watch.rows.getOrDefault(kind, Double.NaN))
                    .description("Rows of ledger_imbalance: what was lost or doubled")
                    .tag("kind", kind)
                    .register(metrics);
        }
        Gauge.builder("cdp.admin.ledger.watched", this, watch -> watch.watchedSeconds)
                .description("How far back the last look at ledger_imbalance went")
                .baseUnit("seconds")
                .register(metrics);
    }

    @Scheduled(fixedDelay = "${cdp.ledger.watch-every:1m}", initialDelay = "${cdp.ledger.watch-every:1m}")
    void tick() {
        pace.look(this::look);
    }

    private void look() {
        Map<String, Double> seen = new HashMap<>();
        KINDS.forEach(kind -> seen.put(kind, 0.0));
        try {
            clickHouse
                    .query(COUNT, Map.of("seconds", Long.toString(span.toSeconds())))
                    .forEach(row ->
                            seen.put(row.path("kind").asText(), row.path("rows").asDouble()));
        } catch (Problem e) {
            span = shorter(span);
            throw e;
        }
        rows = Map.copyOf(seen);
        watchedSeconds = span.toSeconds();
        span = longer(span);
    }

    static Duration shorter(Duration span) {
        Duration half = span.dividedBy(2);
        return half.compareTo(LEAST) < 0 ? LEAST : half;
    }

    static Duration longer(Duration span) {
        Duration twice = span.multipliedBy(2);
        return twice.compareTo(MOST) > 0 ? MOST : twice;
    }
}
