package dev.cdp.flink.job;

import static dev.cdp.flink.Events.NOON;
import static dev.cdp.flink.Events.identify;
import static dev.cdp.flink.Events.track;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.IdentityLink;
import dev.cdp.contract.Ownership;
import dev.cdp.contract.Ownership.Owner;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.Topics;
import dev.cdp.contract.Unlink;
import dev.cdp.contract.UnlinkCodec;
import dev.cdp.flink.Events;
import dev.cdp.flink.kafka.KafkaHeader;
import dev.cdp.testkit.ClickHouseService;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Earlier events get the user whom a later link names: processing and delivery against real Kafka and ClickHouse. With
 * {@code -Dbackfill.events=100000} one visitor has so many events; the default is short.
 */
class BackfillIT {
    private static final int MANY = Integer.getInteger("backfill.events", 1_000);

    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    private JobFixture fixture;
    private ClickHouseService clickHouse;
    private RunningJob delivery;

    @BeforeEach
    void open(@InjectMiniCluster MiniCluster flink) {
        fixture = new JobFixture(flink);
        clickHouse = fixture.clickHouse();
        String[] arguments = fixture.arguments("--clickhouse", clickHouse.url(), "--backfill-interval-ms", "300");
        fixture.run(ProcessingJob::main, arguments);
        delivery = fixture.run(DeliveryJob::main, arguments);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    static IntStream visits() {
        return IntStream.of(1, 1_000, MANY).distinct();
    }

    @ParameterizedTest
    @MethodSource("visits")
    void allEarlierEventsGetTheirUserOnceEach(int events) {
        fixture.sendAll(Topics.INGEST, IntStream.range(0, events).mapToObj(n -> visit("anna", n)));
        awaitUsers("anna", "\t" + events);

        long start = System.nanoTime();
        send(identify("identify").anonymous("anna").user("u1").at(NOON + 3_600_000));
        awaitUsers("anna", "u1\t" + (events + 1));
        report("identify after " + events + " events", start);

        assertThat(rows("anna")).isEqualTo((events + 1) + "\t" + (events + 1));
        awaitReport("anna", events);
    }

    @Test
    void allGetTheirUserWhileEventsKeepArriving() {
        AtomicBoolean arriving = new AtomicBoolean(true);
        AtomicInteger sent = new AtomicInteger();
        fixture.sendAll(Topics.INGEST, IntStream.range(0, MANY).mapToObj(n -> visit("anna", sent.getAndIncrement())));
        CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> {
            while (arriving.get()) {
                fixture.sendAll(
                        Topics.INGEST, IntStream.range(0, 20).mapToObj(n -> visit("anna", sent.getAndIncrement())));
            }
        });
        Awaitility.await("rows").atMost(JobFixture.PATIENCE).until(() -> count("anna") >= MANY);

        long start = System.nanoTime();
        send(identify("identify").anonymous("anna").user("u1").at(NOON + 3_600_000));
        Awaitility.await("report").atMost(JobFixture.PATIENCE).until(() -> !backfills("anna")
                .isEmpty());
        report("identify after " + MANY + " events, others arriving", start);
        arriving.set(false);
        sending.join();

        awaitUsers("anna", "u1\t" + (sent.get() + 1));
        assertThat(rows("anna")).isEqualTo((sent.get() + 1) + "\t" + (sent.get() + 1));
    }

    @Test
    void secondUserOfADeviceTakesNoneOfTheFirstOnes() {
        send(visit("anna", 0));
        send(identify("i1").anonymous("anna").user("u1").at(NOON + 10));
        send(visit("anna", 20));
        send(identify("i2").anonymous("anna").user("u2").at(NOON + 30));
        send(visit("anna", 40));
        awaitUsers("anna", "u1\t3\nu2\t2");
        awaitRevision("anna", 2);
        awaitUsers("anna", "u1\t3\nu2\t2");
    }

    @Test
    void unlinkRestoresTheRowsAsTheyWere() {
        send(visit("anna", 0));
        send(identify("i1").anonymous("anna").user("u1").at(NOON + 5));
        send(visit("anna", 7));
        send(identify("i2").anonymous("anna").user("wrong").at(NOON + 10));
        send(visit("anna", 20));
        awaitUsers("anna", "u1\t3\nwrong\t2");

        unlink(new Unlink("take-back", fixture.workspace, "anna", "wrong", NOON + 30, "operator"));
        // What was sent with a user keeps it.
        awaitUsers("anna", "u1\t4\nwrong\t1");

        unlink(new Unlink("take-all-back", fixture.workspace, "anna", "", NOON + 40, "operator"));
        awaitUsers("anna", "\t3\nu1\t1\nwrong\t1");
        assertThat(clickHouse.query(
                        "SELECT cause, requested_by, count() FROM identity_links FINAL WHERE workspace_id = '"
                                + fixture.workspace + "' AND cause = 'unlink' GROUP BY ALL"))
                .isEqualTo("unlink\toperator\t2");
    }

    @Test
    void rowThatComesAfterTheBackfillOfItsLinkGetsTheUserToo() {
        Events link = identify("i1").anonymous("anna").user("u1").at(NOON + 10);
        Ownership owners = new Ownership(1, List.of(new Owner(0, "u1")));
        deliver(link, "u1", new IdentityLink("anna", "u1", "identify", owners));
        awaitRevision("anna", 1);

        // As when its connection was paused since before the link was made.
        deliver(visit("anna", 5), "", null);

        awaitUsers("anna", "u1\t2");
    }

    @Test
    void noEventIsMissedOrDoubledThoughTaskManagerAndClickHouseAreKilled() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int visitors = 4;
        int events = 500;
        for (int visitor = 0; visitor < visitors; visitor++) {
            String id = "visitor" + visitor;
            fixture.sendAll(Topics.INGEST, IntStream.range(0, events).mapToObj(n -> visit(id, n)));
            send(identify("i" + visitor).anonymous(id).user("u" + visitor).at(NOON + 3_600_000));
            // Anywhere between the first row and the end of the backfill.
            String moment = random.nextBoolean() ? "" : " AND user_id != ''";
            int rows = 1 + random.nextInt(events);
            Awaitility.await("the moment")
                    .atMost(JobFixture.PATIENCE)
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptions()
                    .until(() -> Long.parseLong(clickHouse.query("SELECT count() FROM events WHERE " + of(id) + moment))
                            >= rows);
            if (visitor % 2 == 0) {
                delivery.loseTaskManager();
            } else {
                clickHouse.kill();
                clickHouse.restart();
            }
        }
        for (int visitor = 0; visitor < visitors; visitor++) {
            String id = "visitor" + visitor;
            awaitUsers(id, "u" + visitor + "\t" + (events + 1));
            assertThat(rows(id)).as(id + ", seed " + seed).isEqualTo((events + 1) + "\t" + (events + 1));
        }
        System.out.printf("backfill: %d kills, seed %d: nothing missed, nothing doubled%n", visitors, seed);
    }

    private Events visit(String anonymousId, int n) {
        return track(anonymousId + "-" + n)
                .workspace(fixture.workspace)
                .anonymous(anonymousId)
                .at(NOON + n)
                .payload("{\"properties\":{\"n\":" + n + ",\"page\":\"/shop\"}}");
    }

    private void send(Events event) {
        fixture.send(Topics.INGEST, event.workspace(fixture.workspace));
    }

    private void unlink(Unlink unlink) {
        fixture.send(
                Topics.RETRY,
                unlink.partitionKey().getBytes(UTF_8),
                UnlinkCodec.write(unlink),
                List.of(new KafkaHeader(RoutingHeaders.CONTROL, Unlink.CONTROL.getBytes(UTF_8))));
    }

    private void deliver(Events event, String userId, IdentityLink link) {
        Events mine = event.workspace(fixture.workspace);
        byte[] value = ProcessedEventCodec.write(userId, link, mine.kafkaValue());
        fixture.send(Topics.PROCESSED, mine.partitionKey().getBytes(UTF_8), value, mine.kafkaHeaders());
    }

    /** Users and how many rows each has, in the order of the users. */
    private void awaitUsers(String anonymousId, String expected) {
        Awaitility.await("users of the rows of " + anonymousId)
                .atMost(JobFixture.PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(clickHouse.query("SELECT user_id, count() FROM events FINAL WHERE "
                                + of(anonymousId) + " GROUP BY user_id ORDER BY user_id FORMAT TSVRaw"))
                        .isEqualTo(expected));
    }

    private String rows(String anonymousId) {
        return clickHouse.query("SELECT count(), uniqExact(event_id) FROM events FINAL WHERE " + of(anonymousId));
    }

    private long count(String anonymousId) {
        return Long.parseLong(clickHouse.query("SELECT count() FROM events WHERE " + of(anonymousId)));
    }

    private void awaitReport(String anonymousId, int rows) {
        Awaitility.await("report").atMost(JobFixture.PATIENCE).untilAsserted(() -> assertThat(backfills(anonymousId))
                .isEqualTo("clickhouse\t1\t" + rows));
    }

    private void awaitRevision(String anonymousId, int revision) {
        Awaitility.await("revision " + revision).atMost(JobFixture.PATIENCE).until(() -> backfills(anonymousId)
                .contains("clickhouse\t" + revision + "\t"));
    }

    private String backfills(String anonymousId) {
        return clickHouse.query(
                "SELECT destination_id, revision, rows FROM backfills WHERE " + of(anonymousId) + " ORDER BY revision");
    }

    private String of(String anonymousId) {
        return "workspace_id = '" + fixture.workspace + "' AND anonymous_id = '" + anonymousId + "'";
    }

    private static void report(String what, long startNanos) {
        System.out.printf("backfill: %s: all rows after %d ms%n", what, (System.nanoTime() - startNanos) / 1_000_000);
    }
}
