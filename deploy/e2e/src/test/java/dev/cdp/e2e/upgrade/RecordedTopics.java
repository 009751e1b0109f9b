package dev.cdp.e2e.upgrade;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topics of a recorded installation, made again with each record at its old offset, since that is what the jobs'
 * savepoints hold. Where a transaction was, there is one: its marker takes an offset, too.
 */
final class RecordedTopics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final JsonNode about;
    private final Map<String, Object> settings;
    private final Admin kafka;
    private final KafkaProducer<byte[], byte[]> plain;
    private final List<KafkaProducer<byte[], byte[]>> transactional = new ArrayList<>();
    private final Deque<KafkaProducer<byte[], byte[]>> idle = new ArrayDeque<>();

    RecordedTopics(String bootstrap, JsonNode about) {
        this.about = about;
        this.settings = Map.of("bootstrap.servers", bootstrap);
        this.kafka = Admin.create(settings);
        this.plain = producer(Map.of());
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> extra) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(extra);
        return new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Instead of those that the stack has made: with their old partitions and settings. */
    void make() throws ExecutionException, InterruptedException {
        List<NewTopic> topics = new ArrayList<>();
        about.get("topics").forEach(topic -> {
            Map<String, String> configs = new HashMap<>();
            topic.get("settings")
                    .fields()
                    .forEachRemaining(setting ->
                            configs.put(setting.getKey(), setting.getValue().asText()));
            topics.add(
                    new NewTopic(topic.get("name").asText(), topic.get("ends").size(), (short) 1).configs(configs));
        });
        Set<String> there = kafka.listTopics().names().get();
        kafka.deleteTopics(there).all().get();
        await().atMost(PATIENCE).until(() -> kafka.listTopics().names().get().isEmpty());
        kafka.createTopics(topics).all().get();
    }

    void fill(List<JsonNode> records) throws ExecutionException, InterruptedException {
        long last = records.stream()
                .mapToLong(record -> record.get("time").asLong())
                .max()
                .orElseThrow();
        // Kafka forgets by the time of records, and this was recorded long ago.
        long later = System.currentTimeMillis() - last;
        for (JsonNode topic : about.get("topics")) {
            String name = topic.get("name").asText();
            for (int partition = 0; partition < topic.get("ends").size(); partition++) {
                int number = partition;
                List<JsonNode> ofPartition = records.stream()
                        .filter(record -> record.get("topic").asText().equals(name)
                                && record.get("partition").asInt() == number)
                        .toList();
                fill(
                        ofPartition,
                        new TopicPartition(name, partition),
                        topic.get("ends").get(partition).asLong(),
                        later);
            }
        }
        putGroups();
    }

    /** Records without a gap, and as many markers behind them as transactions were ended there. */
    private record Run(List<ProducerRecord<byte[], byte[]>> records, int markers) {}

    private static List<Run> runs(List<JsonNode> records, long end, long later) {
        List<Run> runs = new ArrayList<>();
        long next = 0;
        int at = 0;
        while (next < end) {
            List<ProducerRecord<byte[], byte[]>> run = new ArrayList<>();
            while (at < records.size() && records.get(at).get("offset").asLong() == next) {
                run.add(record(records.get(at), later));
                at++;
                next++;
            }
            long after = at < records.size() ? records.get(at).get("offset").asLong() : end;
            runs.add(new Run(run, (int) (after - next)));
            next = after;
        }
        return runs;
    }

    /** Subtasks write at the same time, so a transaction may end behind the next run: so many stay open before each. */
    private static int[] stayOpen(List<Run> runs) {
        int[] open = new int[runs.size() + 1];
        for (int i = runs.size() - 1; i >= 0; i--) {
            Run run = runs.get(i);
            open[i] = Math.max(0, open[i + 1] + run.markers() - run.records().size());
        }
        return open;
    }

    private void fill(List<JsonNode> records, TopicPartition partition, long end, long later)
            throws ExecutionException, InterruptedException {
        List<Run> runs = runs(records, end, later);
        int[] stayOpen = stayOpen(runs);
        if (stayOpen[0] > 0) {
            throw new IllegalStateException(partition + " has markers before its records");
        }
        Deque<KafkaProducer<byte[], byte[]>> open = new ArrayDeque<>();
        for (int i = 0; i < runs.size(); i++) {
            Run run = runs.get(i);
            for (ProducerRecord<byte[], byte[]> record : run.records()) {
                writer(open, run.markers() + stayOpen[i + 1]).send(record).get();
            }
            for (int marker = 0; marker < run.markers(); marker++) {
                KafkaProducer<byte[], byte[]> oldest = open.remove();
                oldest.commitTransaction();
                idle.add(oldest);
            }
        }
    }

    /** Of a new transaction as long as there have to be more; of none where none has to be. */
    private KafkaProducer<byte[], byte[]> writer(Deque<KafkaProducer<byte[], byte[]>> open, int needed) {
        if (needed == 0) {
            return plain;
        }
        if (open.size() < needed) {
            KafkaProducer<byte[], byte[]> next = idle.isEmpty() ? transactional() : idle.remove();
            next.beginTransaction();
            open.add(next);
        }
        return open.getLast();
    }

    private KafkaProducer<byte[], byte[]> transactional() {
        KafkaProducer<byte[], byte[]> made =
                producer(Map.of("transactional.id", "recorded-installation-" + transactional.size()));
        made.initTransactions();
        transactional.add(made);
        return made;
    }

    private static ProducerRecord<byte[], byte[]> record(JsonNode line, long later) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(
                line.get("topic").asText(),
                line.get("partition").asInt(),
                line.get("time").asLong() + later,
                bytes(line.get("key")),
                bytes(line.get("value")));
        line.get("headers").fields().forEachRemaining(header -> record.headers()
                .add(
                        header.getKey(),
                        Base64.getDecoder().decode(header.getValue().asText())));
        return record;
    }

    /** A record of today with the content of a recorded one. */
    void send(JsonNode line, String value) throws ExecutionException, InterruptedException {
        ProducerRecord<byte[], byte[]> as = record(line, 0);
        plain.send(new ProducerRecord<>(
                        as.topic(),
                        as.partition(),
                        System.currentTimeMillis(),
                        as.key(),
                        value.getBytes(StandardCharsets.UTF_8),
                        as.headers()))
                .get();
    }

    private static byte[] bytes(JsonNode text) {
        return text.isNull() ? null : text.asText().getBytes(StandardCharsets.UTF_8);
    }

    private void putGroups() throws ExecutionException, InterruptedException {
        var groups = about.get("groups").fields();
        while (groups.hasNext()) {
            var group = groups.next();
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            group.getValue().fields().forEachRemaining(offset -> {
                int dash = offset.getKey().lastIndexOf('-');
                offsets.put(
                        new TopicPartition(
                                offset.getKey().substring(0, dash),
                                Integer.parseInt(offset.getKey().substring(dash + 1))),
                        new OffsetAndMetadata(offset.getValue().asLong()));
            });
            if (!offsets.isEmpty()) {
                kafka.alterConsumerGroupOffsets(group.getKey(), offsets).all().get();
            }
        }
    }

    @Override
    public void close() {
        plain.close();
        transactional.forEach(KafkaProducer::close);
        kafka.close();
    }
}
