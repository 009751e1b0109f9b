package dev.cdp.bench.stack;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** Topics of the bench: each part makes its own and throws them away, so that the next begins with an empty disk. */
public final class KafkaTopics implements AutoCloseable {
    /** Of each topic, as `make up` has it. */
    public static final int PARTITIONS = 4;

    private static final long POLL_MILLIS = 100;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    private final Admin admin;

    public KafkaTopics(String bootstrapServers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    public void create(Collection<String> names) {
        List<NewTopic> topics = names.stream()
                .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                .toList();
        get(admin.createTopics(topics).all());
    }

    public void delete(Collection<String> names) {
        get(admin.deleteTopics(names).all());
    }

    /** How much stands in a topic: records, committed or not, and the marks that end transactions. */
    public long end(String topic) {
        return end(topic, IsolationLevel.READ_UNCOMMITTED);
    }

    /** Like {@link #end}, as far as no open transaction hides it. */
    private long stableEnd(String topic) {
        return end(topic, IsolationLevel.READ_COMMITTED);
    }

    /** Returns when all that stands in a topic is committed, and nothing has come for so long. */
    public void awaitCommitted(String topic, Duration quiet) throws InterruptedException {
        long latest = -1;
        long since = System.nanoTime();
        long deadline = since + PATIENCE_NANOS;
        while (System.nanoTime() - since < quiet.toNanos()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException(topic + " comes to no end, or has a transaction that stays open");
            }
            long end = end(topic);
            if (end != latest || stableEnd(topic) < end) {
                latest = end;
                since = System.nanoTime();
            }
            Thread.sleep(POLL_MILLIS);
        }
    }

    private long end(String topic, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
        }
        return get(admin.listOffsets(latest, new ListOffsetsOptions(isolation)).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka refuses: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking Kafka", e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
