package dev.cdp.flink.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the topic to its end, and follows it from there, in a thread of its own. Who opens it
 * sees nothing before the end that the topic has at that moment is reached, also when others have been following for
 * long; from then on each poll's changes appear together. While Kafka is away the
 * last snapshot stays. When reading fails for another reason (the topic was made anew, its log cut), it is read again
 * from its beginning, and what was known stays in use until that is done.
 */
final class ConfigFollower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConfigFollower.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PAUSE_MS = 1_000;
    private static final long SAY_SO_SECONDS = 10;

    private final ConfigTopic config;
    /** Of each who opens it, until the end of that moment is reached. */
    private final Queue<CountDownLatch> opening = new ConcurrentLinkedQueue<>();

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile KafkaConsumer<byte[], byte[]> consumer;
    private volatile ConfigSnapshot current = ConfigSnapshot.EMPTY;
    private volatile long unreadable;
    private volatile long wentBack;

    private ConfigFollower(ConfigTopic config) {
        this.config = config;
        this.thread = new Thread(this::run, "config-follower-" + config.topic());
        thread.setDaemon(true);
        thread.setContextClassLoader(ConfigFollower.class.getClassLoader());
    }

    static ConfigFollower start(ConfigTopic config) {
        ConfigFollower follower = new ConfigFollower(config);
        follower.thread.start();
        return follower;
    }

    /** Returns when all that stands in the topic now has been read. */
    void awaitLoaded() throws InterruptedException {
        CountDownLatch loaded = new CountDownLatch(1);
        opening.add(loaded);
        while (!loaded.await(SAY_SO_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("Events wait: {} at {} has not been read to its end yet", config.topic(), config.kafka());
        }
    }

    ConfigSnapshot current() {
        return current;
    }

    long unreadable() {
        return unreadable;
    }

    long wentBack() {
        return wentBack;
    }

    private void run() {
        while (!isClosed(0)) {
            try (KafkaConsumer<byte[], byte[]> opened = open()) {
                consumer = opened;
                follow(opened);
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (KafkaException | IllegalStateException e) {
                LOG.error("Reading {} failed, it is read anew; what was known stays in use", config.topic(), e);
                isClosed(PAUSE_MS);
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> open() {
        return new KafkaConsumer<>(
                config.kafka()
                        .with(Map.of(
                                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                                "read_committed",
                                // A position that is gone means another log than the one that was read.
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "none",
                                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                                "false")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    private void follow(KafkaConsumer<byte[], byte[]> topic) {
        List<TopicPartition> partitions = topic.partitionsFor(config.topic()).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + config.topic());
        }
        topic.assign(partitions);
        topic.seekToBeginning(partitions);
        ConfigTable table = new ConfigTable();
        // Before it has been whole once, what was known stays in use.
        boolean whole = false;
        while (!isClosed(0)) {
            List<CountDownLatch> reached = List.copyOf(opening);
            if (!whole || !reached.isEmpty()) {
                if (!readToTheEnd(topic, table, topic.endOffsets(partitions))) {
                    return;
                }
                publish(table);
                if (!whole) {
                    LOG.info("Read {} to its end: {} records", config.topic(), current.size());
                    whole = true;
                }
                reached.forEach(CountDownLatch::countDown);
                opening.removeAll(reached);
            }
            if (take(topic, table)) {
                publish(table);
            }
        }
    }

    /** Whether it came there before it was closed. */
    private boolean readToTheEnd(
            KafkaConsumer<byte[], byte[]> topic, ConfigTable table, Map<TopicPartition, Long> ends) {
        while (ends.entrySet().stream().anyMatch(end -> topic.position(end.getKey()) < end.getValue())) {
            if (isClosed(0)) {
                return false;
            }
            take(topic, table);
        }
        return true;
    }

    /** Whether there was something. */
    private static boolean take(KafkaConsumer<byte[], byte[]> topic, ConfigTable table) {
        ConsumerRecords<byte[], byte[]> records = topic.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
            table.take(record.key(), record.value());
        }
        return !records.isEmpty();
    }

    private void publish(ConfigTable table) {
        unreadable = table.unreadable();
        wentBack = table.wentBack();
        current = table.snapshot();
    }

    /** Whether this is being closed, or is within so many milliseconds. */
    private boolean isClosed(long withinMs) {
        try {
            return closed.await(withinMs, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Ends the thread, and its connections with it. */
    @Override
    public void close() throws InterruptedException {
        closed.countDown();
        KafkaConsumer<byte[], byte[]> open = consumer;
        if (open != null) {
            open.wakeup();
        }
        thread.join();
    }
}
