package dev.cdp.flink.job;

import static dev.cdp.flink.Events.track;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.DeadLetterCodec;
import dev.cdp.contract.IdentityLink;
import dev.cdp.contract.Ownership;
import dev.cdp.contract.Ownership.Owner;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.Topics;
import dev.cdp.contract.WarehouseDdl;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.contract.config.DestinationConfig;
import dev.cdp.flink.Events;
import dev.cdp.flink.config.ConfigRecords;
import dev.cdp.flink.functions.Sealing;
import dev.cdp.flink.warehouse.Warehouse;
import dev.cdp.flink.warehouse.WarehouseBackfill;
import dev.cdp.testkit.PostgresService;
import dev.cdp.testkit.TestServices;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The delivery job to a warehouse: configuration and events in real Kafka, rows in a real PostgreSQL. */
class WarehouseJobIT {
    private static final String KEY = "the key of an installation, long enough";
    private static final int EVENTS_PER_ROUND = 500;
    private static final int ROUNDS = 4;

    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    private final PostgresService postgres = TestServices.postgres();
    private JobFixture fixture;
    private WarehouseReader table;
    private RunningJob job;

    @BeforeEach
    void open(@InjectMiniCluster MiniCluster flink) throws Exception {
        fixture = new JobFixture(flink);
        table = new WarehouseReader(postgres, "events_" + fixture.prefix.replace(".", ""));
        configure(new DestinationConfig(
                fixture.workspace,
                "wh",
                1,
                "Warehouse",
                "postgresql",
                Map.of(
                        "url",
                        WarehouseReader.url(postgres),
                        "user",
                        "cdp",
                        "password",
                        "secret:WAREHOUSE",
                        "table",
                        table.name())));
        configure(Sealing.seal(KEY, fixture.workspace, "WAREHOUSE", 1, "cdp"));
        configure(new ConnectionConfig(
                fixture.workspace,
                "c-wh",
                1,
                "src",
                "wh",
                List.of(),
                List.of(),
                List.of(),
                1,
                ConnectionConfig.BY_ANONYMOUS_ID,
                List.of(),
                true,
                false));
        job = fixture.run(
                DeliveryJob::main,
                fixture.arguments(
                        "--destination",
                        fixture.workspace + "/wh",
                        "--secret-key",
                        KEY,
                        "--backfill-interval-ms",
                        "300"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyEventIsOneRowThoughTaskManagerAndWarehouseAreKilled() throws Exception {
        int sent = 0;
        for (int round = 0; round < ROUNDS; round++) {
            CompletableFuture<Void> sending = send(sent, EVENTS_PER_ROUND);
            sent += EVENTS_PER_ROUND;
            int atLeast = sent - EVENTS_PER_ROUND;
            Awaitility.await("rows of round " + round)
                    .atMost(JobFixture.PATIENCE)
                    .until(() -> rows() > atLeast);
            if (round % 2 == 0) {
                postgres.kill();
                postgres.restart();
            } else {
                job.loseTaskManager();
            }
            sending.join();
        }
        deliver(event("refused").payload("{\"properties\":{\"n\":\"not a number\"}}"));
        job.loseTaskManager();
        int expected = sent;
        Awaitility.await("all rows").atMost(JobFixture.PATIENCE).until(() -> rows() >= expected);

        List<DeadLetter> letters = fixture.receive(Topics.DEAD_LETTERS, 1).stream()
                .map(record -> DeadLetterCodec.read(record.value()))
                .toList();
        assertThat(letters).extracting(DeadLetter::messageId).containsExactly("refused");
        assertThat(letters.get(0).field()).isEqualTo("properties_n");
        assertThat(letters.get(0).destinationId()).isEqualTo("wh");
        assertThat(table.query(
                        "SELECT count(*), count(DISTINCT message_id), sum(properties_n)::bigint FROM " + table.name()))
                .as("rows, messages, sum")
                .containsExactly(expected + "\t" + expected + "\t" + (long) expected * (expected - 1) / 2);
    }

    @Test
    void backfillGivesEarlierEventsTheirUserAndRepeatsKeepIt() throws Exception {
        deliver(event("before"));
        Awaitility.await("the row").atMost(JobFixture.PATIENCE).until(() -> rows() == 1);
        try (WarehouseBackfill backfill =
                new WarehouseBackfill(Warehouse.target(WarehouseReader.url(postgres), "cdp", "cdp", table.name()))) {
            WarehouseBackfill.Link link = new WarehouseBackfill.Link(
                    fixture.workspace, "anna", "u1", Events.NOON - 1_000, Events.NOON + 1_000);
            assertThat(backfill.apply(List.of(link))).isEqualTo(1);
            deliver(event("before"));
            deliver(event("after"));
            Awaitility.await("the later row").atMost(JobFixture.PATIENCE).until(() -> rows() == 2);
            assertThat(table.rows("message_id, user_id")).containsExactly("after\t", "before\tu1");
            backfill.apply(List.of(new WarehouseBackfill.Link(
                    fixture.workspace, "anna", "", Events.NOON - 1_000, Events.NOON + 1_000)));
            assertThat(table.rows("message_id, user_id")).containsExactly("after\t", "before\t");
        }
    }

    @Test
    void earlierRowsFollowTheLinksOfTheirAnonymousIdThoughATaskManagerIsLost() throws Exception {
        deliver(event("before"));
        deliver(event("own").user("u9"), "u9", null);
        Awaitility.await("the rows").atMost(JobFixture.PATIENCE).until(() -> rows() == 2);
        Ownership owned = new Ownership(1, List.of(new Owner(0, "u1")));
        deliver(event("link").user("u1"), "u1", new IdentityLink("anna", "u1", "identify", owned));
        job.loseTaskManager();
        awaitRows("before\tu1", "link\tu1", "own\tu9");

        Ownership taken = new Ownership(2, List.of());
        deliver(event("unlink"), "", new IdentityLink("anna", "u1", IdentityLink.UNLINK, "someone", taken));
        awaitRows("before\t", "link\tu1", "own\tu9");
    }

    /** In another schema, so that the names are the same. */
    @Test
    void tableIsMadeAsItsPreviewSays() throws Exception {
        String schema = "preview_" + fixture.prefix.replace(".", "");
        try (Connection connection = postgres.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
            for (String sql : WarehouseDdl.postgresql(schema + '.' + table.name())) {
                statement.execute(sql);
            }
        }
        deliver(event("plain"));
        Awaitility.await("the row").atMost(JobFixture.PATIENCE).until(() -> rows() == 1);

        for (String name : List.of(table.name(), "_cdp_schema_changes")) {
            assertThat(definition("public", name)).isNotEmpty().isEqualTo(definition(schema, name));
        }
    }

    /** Columns and indexes, but for the schema's name. */
    private List<String> definition(String schema, String name) {
        List<String> lines = new ArrayList<>(
                table.query("SELECT column_name, data_type, is_nullable, column_default, identity_generation"
                        + " FROM information_schema.columns WHERE table_schema = '" + schema + "' AND table_name = '"
                        + name + "' ORDER BY ordinal_position"));
        lines.addAll(table.query("SELECT replace(indexdef, '" + schema + ".', '') FROM pg_indexes WHERE schemaname = '"
                + schema + "' AND tablename = '" + name + "' ORDER BY 1"));
        return lines;
    }

    private void awaitRows(String... rows) {
        Awaitility.await("rows and their users").atMost(JobFixture.PATIENCE).untilAsserted(() -> assertThat(
                        table.rows("message_id, user_id"))
                .containsExactly(rows));
    }

    private CompletableFuture<Void> send(int first, int count) {
        return CompletableFuture.runAsync(() -> {
            for (int n = first; n < first + count; n++) {
                deliver(event("m" + n).payload("{\"properties\":{\"n\":" + n + "}}"));
            }
        });
    }

    private Events event(String messageId) {
        return track(messageId).workspace(fixture.workspace).anonymous("anna");
    }

    private void deliver(Events event) {
        deliver(event, "", null);
    }

    private void deliver(Events event, String userId, IdentityLink link) {
        byte[] value = ProcessedEventCodec.write(userId, link, event.kafkaValue());
        fixture.send(Topics.PROCESSED, event.partitionKey().getBytes(UTF_8), value, event.kafkaHeaders());
    }

    private void configure(ConfigRecord config) {
        fixture.send(Topics.CONFIG, ConfigRecords.key(config), ConfigRecords.value(config), List.of());
    }

    private int rows() {
        return table.rows("message_id").size();
    }
}
