package dev.cdp.e2e.million;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.e2e.kill.LedgerReach;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Events with known fates, repeats, misfits and poison among them, as fast as the jobs keep up with, while processes are
 * killed (-9) all along. In the end each is where it belongs, once, the ledger's sums are the known ones in each minute,
 * and {@code why} explains a thousand of them rightly. Runs with {@code -Dcdp.million=N}, N events, which {@code make
 * million} sets; {@code -Dcdp.million.seed=N} repeats events and kills.
 */
@EnabledIfSystemProperty(named = "cdp.million", matches = "\\d+")
class MillionIT {
    private static final int EVENTS = Integer.getInteger("cdp.million", 1_000_000);
    private static final long SEED = Long.getLong("cdp.million.seed", System.nanoTime());
    private static final int SENDERS = 3;
    private static final int JOBS = 4;
    private static final Duration ARRIVAL = Duration.ofMinutes(15);
    private static final Duration STATEMENT = Duration.ofMinutes(5);
    /** Rows of a comparison that finds something: enough to see what it is. */
    private static final int SHOWN = 10;

    private final List<SentLog> logs = new ArrayList<>();
    private Stack stack;
    private Places places;

    @BeforeEach
    void open() throws Exception {
        System.out.printf("million: %d events, seed %d%n", EVENTS, SEED);
        stack = Stack.start("million", Map.of("CDP_TASKMANAGER_MEMORY", "4096m", "CDP_CLICKHOUSE_MEMORY_MB", "4096"));
        stack.awaitReady();
        places = new Places(stack);
        stack.expectJobs(JOBS);
        stack.awaitReady();
        places.awaitInForce();
    }

    @AfterEach
    void close() {
        try (Stack started = stack) {
            // Whatever was started.
        }
    }

    @Test
    void eachOfAMillionEventsIsWhereItBelongsAndTheLedgerTellsIt() throws Exception {
        String since = nextMinute();
        Instant began = Instant.now();
        List<String> kills = sendAndKill();
        long loadSeconds = Duration.between(began, Instant.now()).toSeconds();
        System.out.printf("million: sent %d events in %d s, %d kills%n", EVENTS, loadSeconds, kills.size());
        stack.awaitReady();

        ClickHouse clickhouse = stack.clickhouse().withPatience(STATEMENT);
        Truth truth = new Truth(clickhouse, places, since);
        SentLog.makeTable(clickhouse);
        for (SentLog log : logs) {
            log.load(clickhouse);
        }
        truth.tellEvents();
        awaitNothing(clickhouse, Comparison.accepted(truth));
        truth.tellRecords();
        for (Comparison each : List.of(
                Comparison.times(),
                Comparison.archive(truth),
                Comparison.rows(truth),
                Comparison.duplicates(truth),
                Comparison.outcomes(truth),
                Comparison.deadLetters(truth))) {
            awaitNothing(clickhouse, each);
        }
        awaitNothing(clickhouse, Comparison.warehouse(places), truth::copyWarehouse);
        new LedgerReach(clickhouse).awaitPast("workspace_id IN " + places.workspaces());
        awaitNothing(clickhouse, Comparison.imbalance());
        awaitNothing(clickhouse, Comparison.ledger(truth, since));
        Explanations explanations = new Explanations(stack, places, clickhouse);
        assertThat(explanations.wrong(SEED)).as("what why tells").isEmpty();

        long seconds = Duration.between(began, Instant.now()).toSeconds();
        new MillionReport(SEED, EVENTS, loadSeconds, seconds, kills, explanations.asked()).write(clickhouse);
    }

    /** The beginning of the next one, when it has begun: what came before is none of the run's. */
    private static String nextMinute() {
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        await().atMost(Duration.ofMinutes(2)).until(() -> Instant.now().isAfter(minute));
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                .withZone(ZoneOffset.UTC)
                .format(minute);
    }

    /** What was killed. */
    private List<String> sendAndKill() throws Exception {
        String run = "million-" + UUID.randomUUID().toString().substring(0, 8) + "-";
        AtomicInteger sent = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(SENDERS);
        String warehouse = places.at(Place.SHOP).workspace() + "/" + places.warehouse();
        try (Pace pace = new Pace(stack, warehouse, sent);
                Killer killer = new Killer(stack, SEED)) {
            List<Future<Void>> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                SentLog log = new SentLog(Path.of("target", "million", "sent-" + i + ".tsv"));
                logs.add(log);
                int events = EVENTS / SENDERS + (i == 0 ? EVENTS % SENDERS : 0);
                Generator generator = new Generator(SEED + i, run + i + "-", events);
                senders.add(threads.submit(new Sender(stack.collector(), places, generator, log, pace, sent)));
            }
            for (Future<Void> sender : senders) {
                awaitEnd(sender, sent, pace);
            }
            return killer.killed();
        } finally {
            threads.shutdownNow();
            for (SentLog log : logs) {
                log.close();
            }
        }
    }

    private static void awaitEnd(Future<Void> sender, AtomicInteger sent, Pace pace) throws Exception {
        while (true) {
            try {
                sender.get(10, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                System.out.printf("million: %d sent, %d records behind%n", sent.get(), pace.behind());
            }
        }
    }

    private static void awaitNothing(ClickHouse clickhouse, Comparison comparison) {
        awaitNothing(clickhouse, comparison, () -> {});
    }

    /** Something that may fail while a server comes up. */
    private interface Step {
        void run() throws Exception;
    }

    private static void awaitNothing(ClickHouse clickhouse, Comparison comparison, Step before) {
        Instant began = Instant.now();
        try {
            await(comparison.name())
                    .atMost(ARRIVAL)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofSeconds(3))
                    .ignoreExceptions()
                    .until(() -> {
                        before.run();
                        return clickhouse.number("SELECT count() AS n FROM (" + comparison.sql() + ")") == 0;
                    });
            System.out.printf(
                    "million: %s; after %d s%n",
                    comparison.name(), Duration.between(began, Instant.now()).toSeconds());
        } catch (ConditionTimeoutException e) {
            List<JsonNode> some = clickhouse.rows(
                    "SELECT *, count() OVER () AS differences FROM (" + comparison.sql() + ") LIMIT " + SHOWN);
            throw new AssertionError("not so: " + comparison.name() + ": " + some, e);
        }
    }
}
