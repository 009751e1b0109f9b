package dev.cdp.e2e.upgrade;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Records what stands in the product's topics; {@link RecordedTopics} makes them again. */
final class TopicsRecorder implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> TOPICS = List.of(
            "events.ingest",
            "events.processed",
            "events.dlq",
            "events.retry",
            "events.outcomes",
            "events.progress",
            "cdp.config");

    private final String bootstrap;
    private final Admin kafka;

    TopicsRecorder(String bootstrap) {
        this.bootstrap = bootstrap;
        this.kafka = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Whether a consumer group has come to the end of what was accepted. */
    boolean hasRead(String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> ends = ends(List.of("events.ingest"));
        Map<TopicPartition, OffsetAndMetadata> read = kafka.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get();
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0
                        || read.get(end.getKey()) != null
                                && read.get(end.getKey()).offset() >= end.getValue());
    }

    /** Until nothing more comes out of the collector's journal. */
    void awaitIdle() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> last = Map.of();
        while (!last.equals(last = ends(TOPICS))) {
            Thread.sleep(3_000);
        }
    }

    /**
     * Records them.
     *
     * @param about gets their settings
     * @param file gets a line for each record
     */
    void record(ObjectNode about, Path file) throws ExecutionException, InterruptedException, IOException {
        recordSettings(about);
        Map<TopicPartition, Long> ends = ends(TOPICS);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(500)).forEach(records::add);
            }
        }
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (ConsumerRecord<byte[], byte[]> record : records) {
                out.write(line(record) + "\n");
            }
        }
    }

    private static ObjectNode line(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode line = JSON.createObjectNode()
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("time", record.timestamp())
                .put("key", text(record.key()))
                .put("value", text(record.value()));
        ObjectNode headers = line.putObject("headers");
        for (Header header : record.headers()) {
            headers.put(header.key(), Base64.getEncoder().encodeToString(header.value()));
        }
        return line;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Partitions, ends, what was set at the topics, and how far each group has come. */
    private void recordSettings(ObjectNode about) throws ExecutionException, InterruptedException {
        ArrayNode topics = about.putArray("topics");
        Map<TopicPartition, Long> ends = ends(TOPICS);
        for (String topic : TOPICS) {
            ObjectNode one = topics.addObject().put("name", topic);
            ArrayNode offsets = one.putArray("ends");
            ends.entrySet().stream()
                    .filter(end -> end.getKey().topic().equals(topic))
                    .sorted(Comparator.comparing(end -> end.getKey().partition()))
                    .forEach(end -> offsets.add(end.getValue()));
            ObjectNode configs = one.putObject("settings");
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
            kafka.describeConfigs(List.of(resource)).all().get().get(resource).entries().stream()
                    .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                    .forEach(entry -> configs.put(entry.name(), entry.value()));
        }
        ObjectNode groups = about.putObject("groups");
        for (var group : kafka.listGroups().all().get()) {
            ObjectNode offsets = groups.putObject(group.groupId());
            kafka.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> offsets.put(partition.toString(), offset.offset()));
        }
    }

    private Map<TopicPartition, Long> ends(List<String> topics) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        kafka.describeTopics(topics).allTopicNames().get().forEach((topic, about) -> about.partitions()
                .forEach(partition ->
                        wanted.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, Long> ends = new HashMap<>();
        kafka.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    @Override
    public void close() {
        kafka.close();
    }
}
