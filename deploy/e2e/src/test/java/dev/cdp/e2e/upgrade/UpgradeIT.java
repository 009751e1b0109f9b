package dev.cdp.e2e.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cdp.contract.Topics;
import dev.cdp.e2e.kill.StoredOnce;
import dev.cdp.e2e.kill.Traffic;
import dev.cdp.e2e.stack.AdminApi;
import dev.cdp.e2e.stack.ClickHouse;
import dev.cdp.e2e.stack.ConsumerLag;
import dev.cdp.e2e.stack.Flink;
import dev.cdp.e2e.stack.Json;
import dev.cdp.e2e.stack.Program;
import dev.cdp.e2e.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The oldest recorded installation is brought to this version by {@code make upgrade}, which is killed on its way, and
 * once more while its jobs run and events come. Its own stack: that of the others has a past of its own. Runs with {@code
 * -Dcdp.upgrade=true}.
 */
@EnabledIfSystemProperty(named = "cdp.upgrade", matches = "true")
class UpgradeIT {
    private static final String OLDEST = "2026-11-24";
    private static final String SERVICES = "zookeeper,redis,postgres,clickhouse,kafka,jobmanager,taskmanager";
    private static final Duration UPGRADE = Duration.ofMinutes(6);
    private static final Duration ARRIVAL = Duration.ofMinutes(3);
    private static final String WORKSPACE = "/api/v1/workspaces/demo";
    private static final String RUN = "meanwhile-";
    private static final String ROWS_OF_RUN = "SELECT message_id FROM visits WHERE message_id LIKE '" + RUN + "%'";
    private static final Path JOB_JAR = Path.of("..", "..", "flink-jobs", "target", "cdp-flink-jobs.jar")
            .toAbsolutePath()
            .normalize();

    /** What went the whole way: through the jobs of that time, or up to where their savepoints or the journal have it. */
    private static final List<String> ACCEPTED =
            List.of("before", "identified", "delivered", "unlucky", "processed", "ingested", "journalled");

    /** Sent with an anonymous id alone, whose user the state knows. */
    private static final List<String> STITCHED = List.of("before", "delivered", "processed", "ingested", "journalled");

    private final RecordedInstallation old;

    UpgradeIT() throws IOException {
        old = new RecordedInstallation(OLDEST);
    }

    @Test
    void oldestInstallationIsBroughtToThisVersionWithoutLossAlsoWhenItIsKilledOnItsWay() throws Exception {
        try (Stack stack = Stack.empty("upgrade", Map.of("CDP_BACKFILL_INTERVAL_MS", "2000"))) {
            old.putFiles(stack);
            stack.up(Map.of("CDP_COMPONENTS", SERVICES, "CDP_JOBS", "none"));
            old.putRows(stack);
            forgetTheRetentionOf(stack, Topics.FUNCTION_LOG);

            assertDryRunChangesNothing(stack);
            kill(stack, "topics");
            String output = upgrade(stack);
            assertThat(output).contains("Going on with the upgrade");
            stack.expectJobs(4);
            stack.awaitReady();

            assertEachOnce(stack);
            assertLinksAreKept(stack);
            assertWhatWasSeenIsDroppedAgain(stack);
            assertOldFunctionWorks(stack);
            assertOldRowsAreReadable(stack);
            assertThat(retentionOf(stack, Topics.FUNCTION_LOG)).isEqualTo("86400000");

            assertItIsFoundByItsAddresses(stack);

            Set<String> meanwhile = upgradeUnderTraffic(stack);

            assertThat(stack.clickhouse()
                            .rows("SELECT * FROM ledger_imbalance_between(since = toDateTime64('2026-01-01', 3),"
                                    + " until = now64(3)) LIMIT 20"))
                    .isEmpty();

            // Last, as rows that are written again stand in the ledger as doubled.
            goBack(stack, meanwhile);
        }
    }

    private void assertDryRunChangesNothing(Stack stack) {
        String before = migrations(stack);
        String said = stack.launcher("upgrade", "--dry-run").succeed(UPGRADE);
        assertThat(said)
                .contains("at V" + old.text("postgres"), "at V" + old.text("clickhouse"), "ledger: balances")
                .contains(old.text("warehouseJob") + ": does not run; is started from ")
                .contains("Nothing was changed");
        assertThat(migrations(stack)).isEqualTo(before).contains("pending");
        assertThat(stack.flink().jobs()).isEmpty();
    }

    private static String migrations(Stack stack) {
        return stack.admin("migrate", "status").succeed(Duration.ofMinutes(1));
    }

    private static String upgrade(Stack stack) {
        String output = stack.launcher("upgrade").succeed(UPGRADE);
        assertThat(output).contains("canary delivered", "Upgraded (");
        return output;
    }

    /** With SIGKILL, as soon as it says that it has come so far. */
    private static void kill(Stack stack, String said) {
        Program.Running running = stack.launcher("upgrade").start();
        await("upgrade says " + said)
                .atMost(UPGRADE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    assertThat(running.process().isAlive()).as(running.text()).isTrue();
                    return running.text().lines().anyMatch(line -> !line.startsWith("  check") && line.contains(said));
                });
        running.process().destroyForcibly();
        running.await(Duration.ofMinutes(1));
    }

    private void assertEachOnce(Stack stack) {
        List<String> sent =
                ACCEPTED.stream().flatMap(kind -> old.sent(kind).stream()).toList();
        for (String table : List.of("events_raw", "events")) {
            await(table + " has each").atMost(ARRIVAL).untilAsserted(() -> assertThat(ids(stack, table, sent))
                    .as(table + " FINAL")
                    .containsExactlyInAnyOrderElementsOf(sent));
        }
        List<String> rejected = Stream.of("rejected", "refused", "unlucky")
                .flatMap(kind -> old.sent(kind).stream())
                .toList();
        await("dead letters").atMost(ARRIVAL).untilAsserted(() -> assertThat(ids(stack, "dead_letters", rejected))
                .containsExactlyInAnyOrderElementsOf(rejected));
    }

    private static List<String> ids(Stack stack, String table, List<String> among) {
        return stack
                .clickhouse()
                .rows("SELECT message_id FROM " + table + " FINAL WHERE message_id IN " + ClickHouse.list(among))
                .stream()
                .map(row -> row.get("message_id").asText())
                .toList();
    }

    private void assertLinksAreKept(Stack stack) {
        for (String kind : STITCHED) {
            List<String> users = stack
                    .clickhouse()
                    .rows("SELECT concat(message_id, ' ', user_id) AS both FROM events FINAL WHERE message_id IN "
                            + ClickHouse.list(old.sent(kind)))
                    .stream()
                    .map(row -> row.get("both").asText())
                    .toList();
            assertThat(users)
                    .containsExactlyInAnyOrderElementsOf(old.sent(kind).stream()
                            .map(id -> id + " user-" + id.replaceAll(".*-", ""))
                            .toList());
        }
    }

    /** The same event as another record: of the collector's next epoch, as a client's second try would be. */
    private void assertWhatWasSeenIsDroppedAgain(Stack stack) throws Exception {
        JsonNode record = old.record(Topics.INGEST, "delivered-0");
        String duplicates = "SELECT count() AS n FROM outcomes FINAL WHERE state = 'duplicate' AND event_id ="
                + " (SELECT any(event_id) FROM events WHERE message_id = 'delivered-0')";
        long before = stack.clickhouse().number(duplicates);
        try (RecordedTopics topics = new RecordedTopics(stack.kafkaBootstrap(), Json.parse("{}"))) {
            topics.send(record, record.get("value").asText().replaceFirst("\"epoch\":\\d+", "\"epoch\":7"));
        }
        await("its outcome").atMost(ARRIVAL).untilAsserted(() -> assertThat(
                        stack.clickhouse().number(duplicates))
                .isEqualTo(before + 1));
        assertThat(ids(stack, "events", List.of("delivered-0"))).hasSize(1);
    }

    /** What config of that time told the destination's job. */
    private void assertOldFunctionWorks(Stack stack) {
        List<String> delivered = new ArrayList<>();
        ACCEPTED.stream().filter(kind -> !kind.equals("unlucky")).forEach(kind -> delivered.addAll(old.sent(kind)));
        await("rows of the warehouse").atMost(ARRIVAL).untilAsserted(() -> {
            assertThat(warehouse(stack, "SELECT message_id FROM visits WHERE message_id NOT LIKE 'canary%'"))
                    .containsExactlyInAnyOrderElementsOf(delivered);
            assertThat(warehouse(stack, "SELECT message_id FROM visits WHERE properties_cleaned IS NOT TRUE"))
                    .isEmpty();
        });
    }

    private static List<String> warehouse(Stack stack, String sql) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(stack.variable("CDP_WAREHOUSE_JDBC_URL"));
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void assertOldRowsAreReadable(Stack stack) {
        AdminApi admin = stack.admin();
        assertThat(admin.get(WORKSPACE + "/functions").findValuesAsText("name")).contains("clean");
        assertThat(admin.get(WORKSPACE + "/destinations").findValuesAsText("id"))
                .contains(old.text("destination"));
        assertThat(admin.get(WORKSPACE + "/sources").findValuesAsText("id")).contains("shop");
        assertThat(admin.get(WORKSPACE + "/schemas").toString()).contains("Viewed");
        String time = "?from=2026-11-01T00:00:00Z&to=2027-01-01T00:00:00Z&limit=200";
        assertThat(admin.get(WORKSPACE + "/events" + time + "&message_id=before-3")
                        .findValuesAsText("anonymous_id"))
                .as("as it was sent")
                .containsExactly("anon-3");
        assertThat(admin.get(WORKSPACE + "/dead-letters" + time).findValuesAsText("message_id"))
                .containsAll(old.sent("rejected"));
        assertThat(admin.get(WORKSPACE + "/journeys/identified-1").toString()).contains("user-1");
    }

    /** As another installation would be, from a place that knows nothing of it yet. */
    private void assertItIsFoundByItsAddresses(Stack stack) {
        String elsewhere =
                Path.of("target", "upgrade-from-elsewhere").toAbsolutePath().toString();
        String said = stack.launcherWith(
                        Map.of("CDP_HOME", elsewhere),
                        "upgrade",
                        "--addresses",
                        stack.envFile().toString(),
                        "--dry-run")
                .succeed(UPGRADE);
        assertThat(said).contains("postgres: at V", "nothing is pending", "topics: all are there", "ledger: balances");
        assertThat(parallelism(stack)).containsKeys("cdp-processing", old.text("warehouseJob"));
        parallelism(stack).forEach((job, subtasks) -> assertThat(said)
                .contains(job + ": is stopped with a savepoint and started from it, with parallelism " + subtasks));
    }

    /** Jobs that run are taken for those of an older jar; the destination's for one that admin has started. */
    private Set<String> upgradeUnderTraffic(Stack stack) throws Exception {
        Map<String, Integer> parallelism = parallelism(stack);
        takeForAnotherJars(stack);
        Files.delete(submissions(stack).resolve(old.text("warehouseJob").replace("/", "%2F") + ".json"));
        Set<String> before = jobs(stack);

        Set<String> accepted;
        try (Traffic traffic = new Traffic(stack.collector(), RUN)) {
            traffic.start();
            kill(stack, "stopping it with a savepoint");
            kill(stack, "stopped with");
            upgrade(stack);
            accepted = traffic.stop();
        }
        stack.awaitReady();

        assertThat(jobs(stack)).hasSize(4).doesNotContainAnyElementsOf(before);
        assertThat(parallelism(stack)).isEqualTo(parallelism);
        new StoredOnce(stack.clickhouse()).assertEachOnceThoughSentAgain(RUN, accepted);
        await("the warehouse has each").atMost(ARRIVAL).untilAsserted(() -> assertThat(warehouse(stack, ROWS_OF_RUN))
                .containsExactlyInAnyOrderElementsOf(accepted));
        return accepted;
    }

    /** The jar that the jobs go back to is this version's again; that they read again what they have read is what counts. */
    private void goBack(Stack stack, Set<String> accepted) throws Exception {
        takeForAnotherJars(stack);
        Set<String> before = jobs(stack);

        String output =
                stack.launcher("upgrade", "--back-to", JOB_JAR.toString()).succeed(UPGRADE);

        assertThat(output).contains("submitted from savepoint-", "Back.");
        assertThat(jobs(stack)).hasSize(4).doesNotContainAnyElementsOf(before);
        assertThat(stack.launcher("upgrade", "--back-to", JOB_JAR.toString()).succeed(UPGRADE))
                .as("called again")
                .doesNotContain("submitted from");
        try (ConsumerLag lag = stack.consumerLag()) {
            await("all is read again")
                    .atMost(ARRIVAL)
                    .until(() -> lag.isNone("cdp-processing", Topics.INGEST)
                            && lag.isNone("cdp-archive", Topics.INGEST)
                            && lag.isNone("cdp-delivery-clickhouse", Topics.PROCESSED)
                            && lag.isNone(old.text("warehouseJob"), Topics.PROCESSED));
        }
        for (String table : List.of("events_raw", "events")) {
            assertThat(stack.clickhouse()
                            .number("SELECT count() AS n FROM " + table + " FINAL WHERE startsWith(message_id, '" + RUN
                                    + "')"))
                    .as(table + " FINAL")
                    .isEqualTo(accepted.size());
        }
        assertThat(warehouse(stack, ROWS_OF_RUN)).containsExactlyInAnyOrderElementsOf(accepted);
    }

    private static Path submissions(Stack stack) {
        return stack.data("flink").resolve("submissions");
    }

    private static void takeForAnotherJars(Stack stack) throws IOException {
        try (Stream<Path> files = Files.list(submissions(stack))) {
            for (Path file : files.toList()) {
                Files.writeString(
                        file, Files.readString(file).replaceFirst("\"program\":\"[^\"]*\"", "\"program\":\"another\""));
            }
        }
    }

    private static Set<String> jobs(Stack stack) {
        return stack.flink().jobs().stream().map(Flink.Job::id).collect(Collectors.toSet());
    }

    private static Map<String, Integer> parallelism(Stack stack) {
        return stack.flink().jobs().stream()
                .collect(Collectors.toMap(Flink.Job::name, job -> stack.flink().parallelism(job)));
    }

    /** As if it were of a time when nobody had thought of it. */
    private static void forgetTheRetentionOf(Stack stack, String topic) throws Exception {
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrap()))) {
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                kafka.createTopics(List.of(new NewTopic(topic, 1, (short) 1)));
                return kafka.listTopics().names().get().contains(topic);
            });
            kafka.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, topic),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("retention.ms", null), AlterConfigOp.OpType.DELETE))))
                    .all()
                    .get();
        }
        assertThat(retentionOf(stack, topic)).isEqualTo("604800000");
    }

    private static String retentionOf(Stack stack, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin kafka = Admin.create(Map.of("bootstrap.servers", stack.kafkaBootstrap()))) {
            return kafka.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("retention.ms")
                    .value();
        }
    }
}
