package dev.cdp.flink.job;

import static dev.cdp.flink.Events.NOON;
import static dev.cdp.flink.Events.track;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.Origin;
import dev.cdp.contract.Topics;
import dev.cdp.flink.Events;
import dev.cdp.testkit.ClickHouseService;
import java.util.List;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Traffic through all three jobs, and then what must not happen, done on purpose. */
class LedgerIT {
    private static final String UNFLATTENABLE = "{\"properties\":{\"a_b\":1,\"a\":{\"b\":2}}}";

    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    private JobFixture fixture;
    private ClickHouseService clickHouse;
    private AcceptedTraffic traffic;

    @BeforeEach
    void open(@InjectMiniCluster MiniCluster flink) {
        fixture = new JobFixture(flink);
        clickHouse = fixture.clickHouse();
        traffic = new AcceptedTraffic(fixture);
        String[] arguments = fixture.arguments("--clickhouse", clickHouse.url(), "--progress-interval-ms", "200");
        fixture.run(ArchiveJob::main, arguments);
        fixture.run(ProcessingJob::main, arguments);
        fixture.run(DeliveryJob::main, arguments);
    }

    @AfterEach
    void close() {
        clickHouse.query("SYSTEM START MERGES events");
        fixture.close();
    }

    @Test
    void everyAcceptedEventHasOneStateAndWhatIsLostOrDoubledIsListed() {
        acceptSomeOfEachKind();
        awaitLedger("accepted 69, duplicates 5, dropped 0, dead letters 4, delivered 60, rows 60, in flight 0");
        awaitJudgement();
        assertThat(imbalance()).isEmpty();

        // What came before a destination's first report is not judged: it may be older than the destination.
        traffic.accept(event("late"));
        awaitLedger("accepted 70, duplicates 5, dropped 0, dead letters 4, delivered 61, rows 61, in flight 0");

        String dropped = dropBeforeFlink();
        String deleted = deleteRow("events", "late");
        String unarchived = deleteRow("events_raw", "m20");
        String doubled = insertTwice("m30");

        awaitLedger("accepted 71, duplicates 5, dropped 0, dead letters 4, delivered 61, rows 61, in flight 1");
        awaitJudgement();
        assertThat(imbalance())
                .containsExactlyInAnyOrder(
                        "gap\t\t00000000-0000-0000-0000-000000000000\t" + dropped,
                        "lost\tclickhouse\t" + deleted,
                        "lost\tarchive\t" + unarchived,
                        "doubled\tclickhouse\t" + doubled + "\t");
    }

    @Test
    void replayThatSucceedsTakesThePlaceOfItsDeadLetter() {
        Events broken = event("m1").payload(UNFLATTENABLE);
        Origin origin = traffic.accept(broken);
        awaitLedger("accepted 1, duplicates 0, dropped 0, dead letters 1, delivered 0, rows 0, in flight 0");

        Envelope fixed = event("m1")
                .at(System.currentTimeMillis() + 60_000)
                .replayedFor("r1", "clickhouse")
                .envelope();
        traffic.send(Topics.RETRY, AcceptedTraffic.copy(fixed, broken.receivedAt(), origin));

        awaitLedger("accepted 1, duplicates 0, dropped 0, dead letters 0, delivered 1, rows 1, in flight 0");
    }

    @Test
    void eventSentAgainAfterItsWindowIsNotLostThoughItsRowIsReplaced() {
        traffic.accept(event("m1").at(NOON - 12 * 3_600_000));
        traffic.accept(event("m1").at(NOON + 12 * 3_600_000 + 1));

        awaitLedger("accepted 2, duplicates 1, dropped 0, dead letters 0, delivered 1, rows 1, in flight 0");
        awaitJudgement();
        assertThat(imbalance()).isEmpty();
    }

    @Test
    void recordsOfAClockThatWasMovedMeanwhileAreNoGap() {
        long now = System.currentTimeMillis();
        traffic.accept(event("m1").at(now));
        traffic.accept(event("m2").at(now + 25 * 3_600_000L));
        traffic.accept(event("m3").at(now));
        traffic.accept(event("m4").at(now - 100 * 3_600_000L));
        traffic.accept(event("m5").at(now));

        awaitLedger("accepted 5, duplicates 0, dropped 0, dead letters 0, delivered 5, rows 5, in flight 0");
        awaitJudgement();
        assertThat(imbalance()).isEmpty();
    }

    private void acceptSomeOfEachKind() {
        for (int i = 0; i < 10; i++) {
            traffic.accept(event("m" + i));
        }
        for (int i = 0; i < 5; i++) {
            traffic.accept(event("m" + i));
        }
        for (int i = 0; i < 3; i++) {
            traffic.accept(event("bad" + i).payload(UNFLATTENABLE));
        }
        Envelope unreadable = AcceptedTraffic.withOrigin(event("unreadable").envelope(), traffic.nextOrigin());
        fixture.send(
                Topics.INGEST,
                AcceptedTraffic.key(unreadable),
                "{broken".getBytes(UTF_8),
                AcceptedTraffic.headers(unreadable));
        // The journal's repeat of a record after a crash.
        traffic.send(
                Topics.INGEST,
                AcceptedTraffic.withOrigin(event("m0").envelope(), new Origin(traffic.instance(), 3, 0)));
        // Last what reaches the destination: it can't report that it has passed what never comes there.
        for (int i = 10; i < 60; i++) {
            traffic.accept(event("m" + i));
        }
    }

    private String dropBeforeFlink() {
        Origin lost = traffic.nextOrigin();
        traffic.accept(event("after the gap"));
        return lost.instance() + '/' + lost.epoch() + '/' + lost.sequence();
    }

    private String deleteRow(String table, String messageId) {
        String id = event(messageId).eventId().toString();
        clickHouse.query("ALTER TABLE " + table + " DELETE WHERE event_id = '" + id + "' SETTINGS mutations_sync = 1");
        return id
                + '\t'
                + clickHouse.query("SELECT concat(collector_instance, '/', toString(collector_epoch), '/',"
                        + " toString(min(collector_sequence))) FROM accepted WHERE event_id = '" + id
                        + "' AND (event_id, concat(collector_instance, '/', toString(collector_epoch), '/',"
                        + " toString(collector_sequence))) NOT IN (SELECT event_id, duplicate FROM outcomes)"
                        + " GROUP BY collector_instance, collector_epoch");
    }

    private String insertTwice(String messageId) {
        String id = event(messageId).eventId().toString();
        clickHouse.query("SYSTEM STOP MERGES events");
        clickHouse.query("INSERT INTO events SELECT * FROM events WHERE event_id = '" + id + "'");
        return id;
    }

    /** Waits until both destinations have reported often enough after all that was sent. */
    private void awaitJudgement() {
        Awaitility.await("all that was accepted is judged")
                .atMost(JobFixture.PATIENCE)
                .until(() -> clickHouse
                        .query("SELECT countIf(reach >= sent), count() FROM (SELECT topic, partition,"
                                + " max(offset) AS sent FROM accepted WHERE workspace_id = '" + fixture.workspace
                                + "' GROUP BY topic, partition) AS a CROSS JOIN (SELECT arrayJoin(['archive',"
                                + " 'clickhouse']) AS destination_id) AS d LEFT JOIN (SELECT topic, partition,"
                                + " destination_id, last_offset AS reach FROM ledger_reach) AS r"
                                + " USING (topic, partition, destination_id)")
                        .matches("(\\d+)\t\\1"));
    }

    private void awaitLedger(String expected) {
        Awaitility.await("ledger says: " + expected)
                .atMost(JobFixture.PATIENCE)
                .untilAsserted(() -> assertThat(ledger()).isEqualTo(expected));
    }

    private String ledger() {
        return clickHouse.query("SELECT concat('accepted ', sum(accepted), ', duplicates ', sum(duplicates),"
                + " ', dropped ', sum(dropped), ', dead letters ', sum(dead_letters), ', delivered ', sum(delivered),"
                + " ', rows ', sum(rows), ', in flight ', sum(in_flight)) FROM ledger WHERE workspace_id = '"
                + fixture.workspace + "' AND destination_id = 'clickhouse'");
    }

    /** Each row's kind, destination, event and origin. */
    private List<String> imbalance() {
        return clickHouse
                .query("SELECT kind, destination_id, event_id, origin FROM ledger_imbalance WHERE workspace_id = '"
                        + fixture.workspace + "' FORMAT TSVRaw")
                .lines()
                .toList();
    }

    private Events event(String messageId) {
        return track(messageId).workspace(fixture.workspace).anonymous("a" + Math.abs(messageId.hashCode() % 7));
    }
}
