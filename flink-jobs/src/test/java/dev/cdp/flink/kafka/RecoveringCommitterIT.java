package dev.cdp.flink.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.testkit.TestServices;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.connector.kafka.sink.KafkaCommittable;
import org.apache.flink.connector.kafka.sink.internal.FlinkKafkaInternalProducer;
import org.apache.flink.connector.kafka.sink.internal.KafkaCommitter;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A job falls back to a checkpoint whose transactional ids a lost attempt has used again. */
class RecoveringCommitterIT {
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final KafkaCluster kafka = new KafkaCluster(TestServices.kafka().bootstrapServers(), run + '.');
    private final TopicPartition partition = new TopicPartition(kafka.named("topic"), 0);
    private final List<AutoCloseable> open = new ArrayList<>();

    @BeforeEach
    void createTopic() {
        TestServices.kafka().createTopics(List.of(partition.topic()), 1);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void whatALostAttemptBeganUnderTheSameIdIsAborted() throws Exception {
        var first = begin("0-2", "in the checkpoint");
        KafkaCommittable restored = restored(first);
        first.commitTransaction();
        begin("0-2", "lost with the attempt");

        Request request = commit(restored);

        assertThat(request.failure()).isInstanceOf(ProducerFencedException.class);
        assertThat(committed()).containsExactly("in the checkpoint");
        assertThat(lastStableOffset())
                .as("readers of committed records pass it")
                .isEqualTo(end());
    }

    @Test
    void whatTheCheckpointPromisesIsCommittedThoughItsAttemptIsLost() throws Exception {
        KafkaCommittable restored = restored(begin("0-0", "in the checkpoint"));

        Request request = commit(restored);

        assertThat(request.failure()).isNull();
        assertThat(committed()).containsExactly("in the checkpoint");
        assertThat(lastStableOffset()).isEqualTo(end());
    }

    @Test
    void transactionThatTheAttemptItselfHasOpenIsLeftToIt() throws Exception {
        var first = begin("0-0", "committed");
        KafkaCommittable own = KafkaCommittable.of(first);
        var writing = begin("0-1", "still being written");

        commit(own);
        writing.commitTransaction();

        assertThat(committed()).containsExactly("committed", "still being written");
    }

    @Test
    void idThatKafkaHasForgottenIsTheConnectorsToJudge() throws Exception {
        Request request = commit(new KafkaCommittable(4711, (short) 0, kafka.named("0-0"), null));

        assertThat(request.failure()).isNotNull();
    }

    @Test
    void jobStartsAnewWhenKafkaDoesNotTell() {
        KafkaCluster nobody = new KafkaCluster("127.0.0.1:1", "");
        var committer = new RecoveringCommitter(connectors(), settings(nobody), 500);
        var request = new Request(new KafkaCommittable(1, (short) 0, "0-0", null));
        assertThatThrownBy(() -> committer.commit(List.of(request)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("0-0");
    }

    private FlinkKafkaInternalProducer<byte[], byte[]> begin(String id, String value) throws Exception {
        var producer = new FlinkKafkaInternalProducer<byte[], byte[]>(producerSettings(), kafka.named(id));
        open.add(producer);
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(partition.topic(), value.getBytes(UTF_8)))
                .get();
        return producer;
    }

    /** As it comes out of a checkpoint. */
    private static KafkaCommittable restored(FlinkKafkaInternalProducer<?, ?> producer) {
        return new KafkaCommittable(producer.getProducerId(), producer.getEpoch(), producer.getTransactionalId(), null);
    }

    private Request commit(KafkaCommittable committable) throws Exception {
        Request request = new Request(committable);
        try (Committer<KafkaCommittable> committer = new RecoveringCommitter(connectors(), settings(kafka), 20_000)) {
            committer.commit(List.of(request));
        }
        return request;
    }

    private Committer<KafkaCommittable> connectors() {
        return new KafkaCommitter(
                producerSettings(),
                kafka.named("0"),
                0,
                1,
                true,
                (settings, id) -> new FlinkKafkaInternalProducer<>(settings, id));
    }

    private List<String> committed() {
        Map<String, Object> settings = settings(kafka);
        settings.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(Set.of(partition));
            consumer.seekToBeginning(Set.of(partition));
            List<String> values = new ArrayList<>();
            long end = consumer.endOffsets(Set.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
            }
            return values;
        }
    }

    private long lastStableOffset() throws Exception {
        return latest(IsolationLevel.READ_COMMITTED);
    }

    private long end() throws Exception {
        return latest(IsolationLevel.READ_UNCOMMITTED);
    }

    private long latest(IsolationLevel isolation) throws Exception {
        try (Admin admin = Admin.create(settings(kafka))) {
            return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(isolation))
                    .partitionResult(partition)
                    .get()
                    .offset();
        }
    }

    private static Map<String, Object> settings(KafkaCluster kafka) {
        return kafka.access().with(Map.of());
    }

    private Properties producerSettings() {
        Properties properties = new Properties();
        properties.putAll(settings(kafka));
        properties.put("key.serializer", ByteArraySerializer.class.getName());
        properties.put("value.serializer", ByteArraySerializer.class.getName());
        return properties;
    }

    /** Keeps what became of it. */
    private static final class Request implements Committer.CommitRequest<KafkaCommittable> {
        private final KafkaCommittable committable;
        private Throwable failure;

        Request(KafkaCommittable committable) {
            this.committable = committable;
        }

        Throwable failure() {
            return failure;
        }

        @Override
        public KafkaCommittable getCommittable() {
            return committable;
        }

        @Override
        public int getNumberOfRetries() {
            return 0;
        }

        @Override
        public void signalFailedWithKnownReason(Throwable reason) {
            failure = reason;
        }

        @Override
        public void signalFailedWithUnknownReason(Throwable reason) {
            failure = reason;
        }

        @Override
        public void retryLater() {
            failure = new AssertionError("to be tried again");
        }

        @Override
        public void updateAndRetryLater(KafkaCommittable other) {
            retryLater();
        }

        @Override
        public void signalAlreadyCommitted() {
            failure = null;
        }
    }
}
