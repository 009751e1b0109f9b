package dev.cdp.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.cdp.testkit.ClickHouseService;
import dev.cdp.testkit.TestServices;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the service measures of the ledger and of Kafka, while it runs. */
class WatchIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ClickHouseService clickHouse = TestServices.clickHouse();
    private final String name = "w" + UUID.randomUUID().toString().replace("-", "");
    private AdminFixture admin;
    private MeterRegistry metrics;

    @BeforeEach
    void start() throws SQLException {
        clickHouse.migrate();
        admin = AdminFixture.start(
                Map.of("cdp.ledger.watch-every", "200ms", "cdp.kafka.watch-every", "200ms", "cdp.watch.rest", "0"));
        metrics = admin.bean(MeterRegistry.class);
    }

    @AfterEach
    void close() throws SQLException {
        clickHouse.query("ALTER TABLE accepted DELETE WHERE workspace_id = '" + name + "' SETTINGS mutations_sync = 1");
        admin.close();
    }

    @Test
    void anEventThatEndedNowhereIsAnImbalance() {
        await().atMost(PATIENCE).until(() -> !Double.isNaN(imbalance()));
        double before = imbalance();

        // One record that was accepted and never archived, and an archive that is seven reports beyond it.
        clickHouse.query("INSERT INTO accepted (event_id, workspace_id, source_id, received_at, collector_instance,"
                + " collector_epoch, collector_sequence, topic, partition, offset) VALUES (generateUUIDv4(), '" + name
                + "', 'shop', now64(3), '" + name + "', 1, 0, '" + name + "', 0, 0)");
        clickHouse.query("INSERT INTO progress (destination_id, workspace_id, topic, partition, offset, at) SELECT"
                + " 'archive', '', '" + name + "', 0, number, now64(3) - 100 + number FROM numbers(20)");

        await().atMost(PATIENCE).until(() -> imbalance() == before + 1);
        // A look that took too long on a busy machine is followed by shorter ones.
        await().atMost(PATIENCE)
                .until(() ->
                        gauge("cdp.admin.ledger.watched") == Duration.ofDays(3).toSeconds());
        assertThat(metrics.get("cdp.admin.watch.age")
                        .tag("watch", "ledger")
                        .gauge()
                        .value())
                .isLessThan(PATIENCE.toSeconds());
    }

    @Test
    void groupsOfJobsAreWatchedAndThoseOfDestinationsThatAreGoneAreNot() throws Exception {
        TestServices.kafka().createTopics(List.of(name), 1);
        String job = "cdp-" + name;
        String gone = "cdp-delivery-" + name + "/gone";
        try (Admin kafka =
                Admin.create(Map.of("bootstrap.servers", TestServices.kafka().bootstrapServers()))) {
            for (String group : List.of(gone, job)) {
                kafka.alterConsumerGroupOffsets(group, Map.of(new TopicPartition(name, 0), new OffsetAndMetadata(0)))
                        .all()
                        .get();
            }
        }

        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(of("cdp.admin.lag", job)).isNotNull();
            assertThat(of("cdp.admin.unread.age", job)).isNotNull();
            assertThat(metrics.get("cdp.admin.retention")
                            .tag("topic", name)
                            .gauge()
                            .value())
                    .isEqualTo(Duration.ofDays(7).toSeconds());
            assertThat(gauge("cdp.admin.transactions.open")).isNotNaN();
        });
        assertThat(of("cdp.admin.lag", gone)).isNull();
        assertThat(of("cdp.admin.unread.age", gone)).isNull();
    }

    /** Null: there is none. */
    private Gauge of(String metric, String group) {
        return metrics.find(metric).tag("group", group).gauge();
    }

    private double imbalance() {
        return metrics.get("cdp.admin.ledger.imbalance")
                .tag("kind", "lost")
                .gauge()
                .value();
    }

    private double gauge(String metric) {
        return metrics.get(metric).gauge().value();
    }
}
