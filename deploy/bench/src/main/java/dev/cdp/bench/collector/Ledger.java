package dev.cdp.bench.collector;

import dev.cdp.bench.load.Load;
import dev.cdp.bench.load.LoadResult;
import dev.cdp.bench.server.Server;
import dev.cdp.bench.stack.Services;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what was answered 200 against what stands in Kafka: a benchmark that loses events is void.
 *
 * <p>wrk hangs up at its end without reading the last answer of each connection. So there are up to
 * that many events more in Kafka than wrk has counted; the collector's own count of events that it
 * accepted has to be Kafka's exactly.
 */
final class Ledger {
    private static final long PATIENCE_NANOS = 60_000_000_000L;
    private static final long POLL_MILLIS = 100;
    private static final Pattern ACCEPTED = Pattern.compile(
            "^cdp_collector_events_total\\{[^}]*outcome=\"accepted\"[^}]*\\} (\\S+)$", Pattern.MULTILINE);

    private final Server collector;
    private final Services services;
    private long storedBefore;
    private long acceptedBefore;

    private Ledger(Server collector, Services services) {
        this.collector = collector;
        this.services = services;
    }

    static Ledger open(Server collector, Services services) throws IOException, InterruptedException {
        Ledger ledger = new Ledger(collector, services);
        ledger.storedBefore = services.storedEvents();
        ledger.acceptedBefore = ledger.accepted();
        return ledger;
    }

    /** @throws IllegalStateException when events are missing, or there are more than were sent */
    void balance(Load load, LoadResult result) throws IOException, InterruptedException {
        long answered = result.requests() * load.eventsPerRequest();
        long atMost = answered + (long) load.connections() * load.eventsPerRequest();
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        long stored;
        long accepted;
        do {
            Thread.sleep(POLL_MILLIS);
            stored = services.storedEvents() - storedBefore;
            accepted = accepted() - acceptedBefore;
        } while ((stored != accepted || stored < answered) && System.nanoTime() - deadline < 0);
        if (stored != accepted || stored < answered || stored > atMost) {
            throw new IllegalStateException("VOID: %d events were answered 200, the collector says it accepted %d,"
                            .formatted(answered, accepted)
                    + " and %d stand in Kafka".formatted(stored));
        }
        storedBefore += stored;
        acceptedBefore += accepted;
    }

    private long accepted() throws IOException, InterruptedException {
        Matcher matcher = ACCEPTED.matcher(collector.get("/metrics").body());
        double sum = 0;
        while (matcher.find()) {
            sum += Double.parseDouble(matcher.group(1));
        }
        return Math.round(sum);
    }
}
