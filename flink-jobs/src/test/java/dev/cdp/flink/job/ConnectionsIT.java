package dev.cdp.flink.job;

import static dev.cdp.flink.Events.track;
import static dev.cdp.flink.config.ConfigRecords.connection;
import static dev.cdp.flink.config.ConfigRecords.filtered;
import static dev.cdp.flink.config.ConfigRecords.function;
import static dev.cdp.flink.config.ConfigRecords.key;
import static dev.cdp.flink.config.ConfigRecords.switched;
import static dev.cdp.flink.config.ConfigRecords.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.Outcome;
import dev.cdp.contract.OutcomeCodec;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.Topics;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.flink.Events;
import dev.cdp.testkit.ClickHouseService;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Connections and real functions from Kafka to ClickHouse. */
class ConnectionsIT {
    private static final String LINES = """
            export default async function (event, ctx) {
              event.properties.version = ctx.props.version ?? 1
              if (event.event === 'Secret') return null
              if (event.properties.crash) return crash(event)
              return event.properties.products
                ? event.properties.products.map(p => ({ ...event, properties: { sku: p.sku, version: 1 } }))
                : { ...event, userId: 'masked' }
            }
            function crash(event) { return event.no.such.thing }
            """;

    private static final String SLOW = """
            export default async (event) => {
              await new Promise((resolve) => setTimeout(resolve, 20))
              return event
            }
            """;
    /** One to three rows. */
    private static final String DICE = """
            export default (event) => {
              const run = String(Math.random())
              const of = 1 + Math.floor(Math.random() * 3)
              return Array.from({ length: of }, () => ({ ...event, properties: { run, of } }))
            }
            """;

    private static final int MANY = 6_000;
    /** In each of the two subtasks. */
    private static final int IN_FLIGHT = 1_000;

    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    /** Admin clients of others. */
    private Set<Thread> before;

    private JobFixture fixture;
    private ClickHouseService clickHouse;
    private RunningJob job;

    @BeforeEach
    void open(@InjectMiniCluster MiniCluster flink) {
        before = adminClients().collect(Collectors.toSet());
        fixture = new JobFixture(flink);
        clickHouse = fixture.clickHouse();
    }

    @AfterEach
    void close() {
        fixture.close();
        Awaitility.await("the sinks' admin clients are closed")
                .atMost(JobFixture.PATIENCE)
                .until(() -> adminClients().allMatch(before::contains));
    }

    private static Stream<Thread> adminClients() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kafka-admin-client-thread | adminclient-"));
    }

    @Test
    void functionsFanOutDropMaskAndFailEachIntoItsPlace() {
        configure(function(fixture.workspace, "lines", 1, LINES), connection(fixture.workspace, "lines"));
        start();
        deliver(event("plain", "{\"properties\":{\"price\":10}}"));
        deliver(event("cart", "{\"properties\":{\"products\":[{\"sku\":\"a\"},{\"sku\":\"b\"}]}}"));
        Events crashing = event("bad", "{\"properties\":{\"crash\":true}}");
        deliver(crashing);
        deliver(event("after", "{\"properties\":{}}"));

        awaitRows("message_id = 'after'", 1);
        assertThat(rows("row_no, user_id, properties.price", "message_id = 'plain'"))
                .isEqualTo("0\tmasked\t10");
        assertThat(rows("row_no, properties.sku", "message_id = 'cart'")).isEqualTo("0\ta\n1\tb");
        DeadLetter letter = deadLetter();
        assertThat(letter.functionId()).isEqualTo("lines");
        assertThat(letter.stage()).isEqualTo(DeadLetter.Stage.FUNCTION);
        assertThat(letter.error()).contains("version 1").contains("line 9").contains("crash");
        assertThat(letter.payload()).isEqualTo("{\"properties\":{\"crash\":true}}");
        assertThat(count("message_id = 'bad'")).isZero();

        // It is mended, and the dead letter replayed.
        configure(function(fixture.workspace, "lines", 2, LINES.replace("return crash(event)", "return event")));
        AtomicInteger probes = new AtomicInteger();
        Awaitility.await("the mended version").atMost(JobFixture.PATIENCE).until(() -> {
            Events probe = crashing.replayed("r" + probes.incrementAndGet());
            deliver(probe);
            return count("message_id = 'bad'") > 0;
        });
        assertThat(rows("row_no", "message_id = 'bad'")).isEqualTo("0");
    }

    @Test
    void newVersionIsUsedWithoutARestartAndEachEventIsByOneOfThem() {
        configure(function(fixture.workspace, "tag", 1, tagging(1)), connection(fixture.workspace, "tag"));
        start();
        deliver(event("e-0", "{\"properties\":{}}"));
        awaitRows("message_id = 'e-0'", 1);

        configure(function(fixture.workspace, "tag", 2, tagging(2)));
        AtomicInteger sent = new AtomicInteger();
        Awaitility.await("version 2").atMost(JobFixture.PATIENCE).until(() -> {
            deliver(event("e-" + sent.incrementAndGet(), "{\"properties\":{}}"));
            return count("properties.tag.:Float64 = 2") > 0;
        });
        configure(function(fixture.workspace, "tag", 3, "export default event => { this is no code"));
        deliver(event("last", "{\"properties\":{}}"));

        awaitRows("message_id = 'last'", 1);
        awaitRows("1", sent.get() + 2);
        assertThat(rows("countIf(properties.tag.:Float64 NOT IN (1, 2))", "1")).isEqualTo("0");
        assertThat(rows("count(), uniqExact(event_id)", "1")).isEqualTo((sent.get() + 2) + "\t" + (sent.get() + 2));
    }

    @Test
    void rowsOfAnEventAreThoseOfOneRunAlsoWhenAFunctionGoesByChanceAndIsRunAgain() throws Exception {
        configure(function(fixture.workspace, "dice", 1, DICE), connection(fixture.workspace, "dice"));
        start();
        AtomicInteger sent = new AtomicInteger();
        for (int losses = 0; losses < 2; losses++) {
            deliverMany(sent, 200);
            awaitRows("row_no = 0 AND message_id = 'e-" + (sent.get() - 100) + "'", 1);
            job.loseTaskManager();
        }
        deliverMany(sent, 10);

        awaitRows("row_no = 0", sent.get());
        assertThat(rows(
                        "count()",
                        "1 GROUP BY event_id HAVING count() != any(properties.of.:Float64)"
                                + " OR uniqExact(properties.run) > 1"))
                .isEmpty();
    }

    @Test
    void whatIsFilteredIsAnOutcomeAndNoRow() {
        configure(filtered(connection(fixture.workspace), List.of("Product*"), List.of("page")));
        start();
        deliver(event("kept", "{}"));
        deliver(event("left out", "{}").type(dev.cdp.contract.EventType.PAGE));

        Outcome outcome =
                OutcomeCodec.read(fixture.receive(Topics.OUTCOMES, 1).get(0).value());
        assertThat(outcome.reason()).isEqualTo("filtered");
        awaitRows("message_id = 'kept'", 1);
        assertThat(count("message_id = 'left out'")).isZero();
    }

    @Test
    void eventsOfAPausedConnectionWaitOverALostTaskManagerAndArriveOnceInTheirOrder() throws Exception {
        configure(switched(connection(fixture.workspace), true, true));
        start();
        for (int i = 0; i < 50; i++) {
            deliver(event("held-" + i, "{}"));
        }
        deliver(event("free", "{}").workspace(fixture.workspace + "-other"));
        awaitOther();
        job.loseTaskManager();
        for (int i = 50; i < 100; i++) {
            deliver(event("held-" + i, "{}"));
        }
        deliver(event("free again", "{}").workspace(fixture.workspace + "-other"));
        Awaitility.await("others go on").atMost(JobFixture.PATIENCE).until(() -> otherRows() == 2);
        assertThat(count("1")).isZero();

        configure(connection(fixture.workspace));
        deliver(event("later", "{}"));

        awaitRows("1", 101);
        assertThat(clickHouse.query("SELECT count() FROM events WHERE workspace_id = '" + fixture.workspace + "'"))
                .as("rows written")
                .isEqualTo("101");
    }

    @Test
    void slowFunctionsOfOneWorkspaceHoldUpNobodyElse() {
        configure(
                function(fixture.workspace, "slow", 1, SLOW),
                connection(fixture.workspace, "slow"),
                connection(fixture.workspace + "-other"));
        for (int i = 0; i < MANY; i++) {
            deliver(event("slow-" + i, "{}").anonymous("visitor-" + i));
        }
        for (int i = 0; i < 50; i++) {
            deliver(event("other-" + i, "{}").anonymous("visitor-" + i).workspace(fixture.workspace + "-other"));
        }
        start();

        Awaitility.await("others go on").atMost(JobFixture.PATIENCE).until(() -> otherRows() == 50);
        // Had they waited behind the slow ones, no more of those than are in flight at once were left.
        assertThat(count("1")).isLessThan(MANY - 2 * IN_FLIGHT);
        configure(function(fixture.workspace, "slow", 2, "export default event => event"));
        awaitRows("1", MANY);
        assertThat(clickHouse.query("SELECT count() FROM events WHERE workspace_id = '" + fixture.workspace + "'"))
                .as("rows written")
                .isEqualTo(Integer.toString(MANY));
    }

    private void deliverMany(AtomicInteger sent, int events) {
        for (int i = 0; i < events; i++) {
            deliver(event("e-" + sent.getAndIncrement(), "{\"properties\":{}}"));
        }
    }

    private void awaitOther() {
        Awaitility.await("others go on").atMost(JobFixture.PATIENCE).until(() -> otherRows() == 1);
    }

    private long otherRows() {
        return Long.parseLong(clickHouse.query(
                "SELECT count() FROM events FINAL WHERE workspace_id = '" + fixture.workspace + "-other'"));
    }

    private void start() {
        job = fixture.run(DeliveryJob::main, fixture.withClickHouse());
    }

    private static String tagging(int version) {
        return "export default event => ({ ...event, properties: { tag: " + version + " } })";
    }

    private void configure(ConfigRecord... records) {
        for (ConfigRecord record : records) {
            fixture.send(Topics.CONFIG, key(record), value(record), List.of());
        }
    }

    private Events event(String messageId, String payload) {
        return track(messageId).anonymous("anna").workspace(fixture.workspace).payload(payload);
    }

    private void deliver(Events event) {
        byte[] processed = ProcessedEventCodec.write(event.userId(), null, event.kafkaValue());
        fixture.send(Topics.PROCESSED, event.partitionKey().getBytes(UTF_8), processed, event.kafkaHeaders());
    }

    private String rows(String columns, String where) {
        return clickHouse.query("SELECT " + columns + " FROM events FINAL WHERE workspace_id = '" + fixture.workspace
                + "' AND " + where + " FORMAT TSVRaw");
    }

    private long count(String where) {
        return Long.parseLong(rows("count()", where));
    }

    private void awaitRows(String where, long count) {
        Awaitility.await(count + " rows where " + where)
                .atMost(JobFixture.PATIENCE)
                .until(() -> count(where) == count);
    }

    private DeadLetter deadLetter() {
        return DeadLetterCodec.read(
                fixture.receive(Topics.DEAD_LETTERS, 1).get(0).value());
    }
}
