package dev.cdp.collector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.collector.journal.Journal;
import dev.cdp.collector.testing.Services;
import dev.cdp.collector.testing.TestCollector;
import dev.cdp.contract.KafkaAccess;
import dev.cdp.contract.Topics;
import dev.cdp.testkit.SecuredKafka;
import dev.cdp.testkit.TestServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A broker that asks for TLS and a password. */
class KafkaLoginIT {
    private final SecuredKafka secured = TestServices.securedKafka();
    private final KafkaAccess login =
            KafkaAccess.of(secured.bootstrapServers(), secured.clientConfig().toString());

    @Test
    void acceptedEventsArriveThere() throws Exception {
        try (Admin admin = Admin.create(login.with(Map.of()))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.INGEST, 1, (short) 1), new NewTopic(Topics.DEAD_LETTERS, 1, (short) 1)))
                    .all()
                    .get();
            Map<String, Object> settings = Map.of(
                    "cdp.kafka.bootstrap", secured.bootstrapServers(),
                    "cdp.kafka.client-config", secured.clientConfig().toString(),
                    "cdp.journal.dir", Services.newJournal().toString());
            try (TestCollector collector = TestCollector.start(settings)) {
                assertThat(collector
                                .post("/v1/track", "{\"userId\":\"u\",\"event\":\"Logged In\"}")
                                .statusCode())
                        .isEqualTo(200);
                Awaitility.await("acknowledged")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> collector.bean(Journal.class).status().depth() == 0 && records(admin) == 1);
                assertThat(collector.get("/ready").body()).contains("\"kafka\":{\"status\":\"up\"");
            }
        }
    }

    private static long records(Admin admin) throws ExecutionException, InterruptedException {
        TopicPartition partition = new TopicPartition(Topics.INGEST, 0);
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get()
                .offset();
    }
}
