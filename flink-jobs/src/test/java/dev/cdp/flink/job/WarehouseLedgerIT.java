package dev.cdp.flink.job;

import static dev.cdp.flink.Events.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.Topics;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.contract.config.DestinationConfig;
import dev.cdp.flink.Events;
import dev.cdp.flink.config.ConfigRecords;
import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.PostgresService;
import dev.cdp.testkit.TestServices;
import java.util.List;
import java.util.Map;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ledger of a destination whose rows it can't read. */
class WarehouseLedgerIT {
    @RegisterExtension
    static final MiniClusterExtension FLINK = Flink.cluster();

    private final PostgresService postgres = TestServices.postgres();
    private JobFixture fixture;
    private ClickHouseService clickHouse;
    private RunningJob delivery;

    @BeforeEach
    void open(@InjectMiniCluster MiniCluster flink) {
        fixture = new JobFixture(flink);
        clickHouse = fixture.clickHouse();
        configure(new DestinationConfig(
                fixture.workspace,
                destination(),
                1,
                "Warehouse",
                "postgresql",
                Map.of("table", "ledger_" + fixture.prefix.replace(".", ""))));
        configure(new ConnectionConfig(
                fixture.workspace,
                "c",
                1,
                "src",
                destination(),
                List.of(),
                List.of(),
                List.of(),
                1,
                ConnectionConfig.BY_ANONYMOUS_ID,
                List.of(),
                true,
                false));
        String[] arguments = fixture.arguments("--clickhouse", clickHouse.url(), "--progress-interval-ms", "200");
        fixture.run(ArchiveJob::main, arguments);
        fixture.run(ProcessingJob::main, arguments);
        delivery = fixture.run(
                DeliveryJob::main,
                fixture.arguments(
                        "--progress-interval-ms",
                        "200",
                        "--destination",
                        fixture.workspace + "/" + destination(),
                        "--warehouse",
                        WarehouseReader.url(postgres),
                        "--warehouse-password",
                        "cdp"));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void everyEventOfAWarehouseHasOneStateThoughATaskManagerIsLost() throws Exception {
        AcceptedTraffic traffic = new AcceptedTraffic(fixture);
        for (int i = 0; i < 40; i++) {
            traffic.accept(event("m" + i));
        }
        traffic.accept(event("m0"));
        awaitLedger("41\t1\t0\t40\t40\t0");
        delivery.loseTaskManager();
        traffic.accept(event("refused").payload("{\"properties\":{\"n\":\"no number\"}}"));
        for (int i = 40; i < 60; i++) {
            traffic.accept(event("m" + i));
        }

        awaitLedger("62\t1\t1\t60\t60\t0");
        awaitJudgement();
        assertThat(clickHouse.query("SELECT kind, event_id, detail FROM ledger_imbalance WHERE workspace_id = '"
                        + fixture.workspace + "' AND destination_id = '" + destination() + "'"))
                .isEmpty();
    }

    /** Accepted, duplicates, dead letters, delivered, rows, in flight. */
    private void awaitLedger(String expected) {
        Awaitility.await("ledger says: " + expected).atMost(JobFixture.PATIENCE).untilAsserted(() -> assertThat(
                        clickHouse.query("SELECT sum(accepted), sum(duplicates),"
                                + " sum(dead_letters), sum(delivered), sum(rows), sum(in_flight) FROM ledger"
                                + " WHERE workspace_id = '" + fixture.workspace + "' AND destination_id = '"
                                + destination() + "'"))
                .isEqualTo(expected));
    }

    private void awaitJudgement() {
        Awaitility.await("all that was accepted is judged")
                .atMost(JobFixture.PATIENCE)
                .until(() -> clickHouse
                        .query("SELECT countIf(last_offset >= sent), count() FROM (SELECT topic, partition, max(offset)"
                                + " AS sent FROM accepted WHERE workspace_id = '" + fixture.workspace
                                + "' GROUP BY topic, partition) AS a LEFT JOIN (SELECT topic, partition, last_offset"
                                + " FROM ledger_reach WHERE destination_id = '" + destination()
                                + "') AS r USING (topic, partition)")
                        .matches("(\\d+)\t\\1"));
    }

    private String destination() {
        return "wh-" + fixture.prefix;
    }

    private Events event(String messageId) {
        String payload = "{\"properties\":{\"n\":1}}";
        return track(messageId)
                .workspace(fixture.workspace)
                .anonymous("a" + Math.abs(messageId.hashCode() % 7))
                .payload(payload);
    }

    private void configure(ConfigRecord config) {
        fixture.send(Topics.CONFIG, ConfigRecords.key(config), ConfigRecords.value(config), List.of());
    }
}
