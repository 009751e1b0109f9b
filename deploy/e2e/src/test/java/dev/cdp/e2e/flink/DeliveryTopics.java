package dev.cdp.e2e.flink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.Channel;
import dev.cdp.contract.Envelope;
import dev.cdp.contract.EnvelopeCodec;
import dev.cdp.contract.EventId;
import dev.cdp.contract.EventType;
import dev.cdp.contract.Origin;
import dev.cdp.contract.PartitionKey;
import dev.cdp.contract.ProcessedEventCodec;
import dev.cdp.contract.RawJson;
import dev.cdp.contract.RoutingHeaders;
import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConfigRecordCodec;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.contract.config.FunctionConfig;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of one delivery job alone, and what it reads there: a workspace of the same name with one function. */
final class DeliveryTopics implements AutoCloseable {
    private static final String SOURCE = "shop";
    private static final int PARTITIONS = 2;

    private final String workspace;
    private final KafkaProducer<byte[], byte[]> producer;

    private DeliveryTopics(String workspace, KafkaProducer<byte[], byte[]> producer) {
        this.workspace = workspace;
        this.producer = producer;
    }

    static DeliveryTopics create(String bootstrapServers, String workspace)
            throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(
                                    "events.processed",
                                    "events.dlq",
                                    "events.outcomes",
                                    "events.progress",
                                    "functions.log",
                                    "cdp.config")
                            .stream()
                            .map(topic -> new NewTopic(workspace + '.' + topic, PARTITIONS, (short) 1))
                            .toList())
                    .all()
                    .get();
        }
        return new DeliveryTopics(
                workspace,
                new KafkaProducer<>(
                        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                        new ByteArraySerializer(),
                        new ByteArraySerializer()));
    }

    /** For {@code --topic-prefix}. */
    String prefix() {
        return workspace + '.';
    }

    String workspace() {
        return workspace;
    }

    /** A version of the workspace's function, which writes its number into {@code properties.version}. */
    void useFunction(int version) {
        String code =
                "export default (event, ctx) => { event.properties.version = %d; return event }".formatted(version);
        configure(new FunctionConfig(workspace, "mark", version, "mark", code, "{}", 0));
        configure(new ConnectionConfig(
                workspace,
                "c",
                1,
                SOURCE,
                "clickhouse",
                List.of("mark"),
                List.of(),
                List.of(),
                1,
                ConnectionConfig.BY_ANONYMOUS_ID,
                List.of(),
                true,
                false));
    }

    /** Writes one event to be delivered. */
    void send(String messageId) {
        long now = System.currentTimeMillis();
        String key = PartitionKey.of(workspace, EventType.TRACK, messageId, "", "", messageId);
        Envelope event = new Envelope(
                EventId.of(workspace, SOURCE, key, messageId),
                workspace,
                SOURCE,
                messageId,
                EventType.TRACK,
                "Looked",
                messageId,
                "",
                "",
                Channel.LIVE,
                now,
                now,
                now,
                now,
                "",
                "",
                new Origin("e2e", 1, now),
                null,
                RawJson.of("{\"type\":\"track\",\"event\":\"Looked\",\"properties\":{}}"));
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                prefix() + "events.processed",
                event.partitionKey().getBytes(UTF_8),
                ProcessedEventCodec.write("", null, EnvelopeCodec.write(event)));
        RoutingHeaders.of(event).forEach((name, header) -> record.headers().add(name, header));
        send(record);
    }

    private void configure(ConfigRecord record) {
        send(new ProducerRecord<>(
                prefix() + "cdp.config", record.key().getBytes(UTF_8), ConfigRecordCodec.write(record)));
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        try {
            producer.send(record).get();
        } catch (ExecutionException e) {
            throw new AssertionError("Kafka has not taken it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
