package dev.cdp.admin.kafka;

import dev.cdp.admin.config.KafkaSettings;
import dev.cdp.admin.error.Problem;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * How far behind the jobs are: what their groups have committed with the last checkpoint, against the ends. A few
 * records are counted by reading them, as the distance of many offsets is near enough.
 */
@Singleton
public class ConsumerLag {
    private static final String OURS = "cdp-";
    private static final long FEW = 1_000;
    private static final Duration READING = Duration.ofSeconds(3);

    private final KafkaSettings settings;

    ConsumerLag(KafkaSettings settings) {
        this.settings = settings;
    }

    /**
     * What one group has not read of one topic.
     *
     * @param group the job's name
     */
    public record Behind(String group, String topic, long records) {}

    /** @throws Problem when Kafka does not answer */
    public List<Behind> all() {
        return KafkaAdmin.ask(settings, this::behind);
    }

    private List<Behind> behind(Admin kafka) throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Map<TopicPartition, Long>> committed = committed(kafka);
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        committed.values().forEach(offsets -> offsets.keySet().forEach(key -> asked.put(key, OffsetSpec.latest())));
        Map<TopicPartition, ListOffsetsResultInfo> ends =
                KafkaAdmin.await(kafka.listOffsets(asked).all());
        Map<TopicPartition, NavigableSet<Long>> records =
                CommittedRecords.since(settings.access(), nearTheEnd(committed, ends), READING);
        List<Behind> all = new ArrayList<>();
        committed.forEach((group, offsets) -> {
            Map<String, Long> byTopic = new TreeMap<>();
            offsets.forEach((partition, offset) -> byTopic.merge(
                    partition.topic(),
                    behind(offset, ends.get(partition).offset(), records.get(partition)),
                    Long::sum));
            byTopic.forEach((topic, unread) -> all.add(new Behind(group, topic, unread)));
        });
        return all;
    }

    /** Where the group that is farthest behind stands, of the partitions whose end is not far from there. */
    private static Map<TopicPartition, Long> nearTheEnd(
            Map<String, Map<TopicPartition, Long>> committed, Map<TopicPartition, ListOffsetsResultInfo> ends) {
        Map<TopicPartition, Long> from = new HashMap<>();
        committed
                .values()
                .forEach(offsets -> offsets.forEach((partition, offset) -> {
                    long distance = ends.get(partition).offset() - offset;
                    if (distance > 0 && distance <= FEW) {
                        from.merge(partition, offset, Math::min);
                    }
                }));
        return from;
    }

    /** @param records null: not known, the distance has to do */
    private static long behind(long offset, long end, NavigableSet<Long> records) {
        long distance = Math.max(0, end - offset);
        return records == null || distance > FEW
                ? distance
                : records.tailSet(offset, true).size();
    }

    /** Where each group of ours stands. */
    static Map<String, Map<TopicPartition, Long>> committed(Admin kafka)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> groups = KafkaAdmin.await(kafka.listConsumerGroups().all()).stream()
                .map(group -> group.groupId())
                .filter(id -> id.startsWith(OURS))
                .collect(Collectors.toSet());
        Map<String, Map<TopicPartition, Long>> committed = new TreeMap<>();
        for (String group : groups) {
            Map<TopicPartition, OffsetAndMetadata> offsets =
                    KafkaAdmin.await(kafka.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            Map<TopicPartition, Long> known = new HashMap<>();
            offsets.forEach((partition, offset) -> {
                if (offset != null) {
                    known.put(partition, offset.offset());
                }
            });
            committed.put(group, known);
        }
        return committed;
    }
}
