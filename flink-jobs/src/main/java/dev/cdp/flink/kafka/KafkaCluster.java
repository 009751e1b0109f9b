package dev.cdp.flink.kafka;

import dev.cdp.contract.KafkaAccess;
import java.io.Serializable;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The Kafka that the jobs read and write.
 *
 * @param access where it is, and how to log in: it lies in the job's graph, so a password is better given as a
 *     reference that Kafka's own config providers open on each TaskManager
 * @param prefix stands before each topic, consumer group and transactional id; empty in production
 */
public record KafkaCluster(KafkaAccess access, String prefix) implements Serializable {
    /**
     * How long a transaction may stay open: as long as any pause that the product promises to
     * survive. One that the broker aborts before Flink commits it is lost: the connector logs it
     * and goes on. The broker's transaction.max.timeout.ms must allow it: {@link StartChecks}.
     */
    public static final Duration TRANSACTION_TIMEOUT = Duration.ofDays(7);

    /** Before compression; the server's facts and a dead letter's escapes come on top of an event. */
    private static final int MAX_RECORD_BYTES = 2 * 1024 * 1024;

    /** After this without a record a partition holds up no watermark. */
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** One that asks for no login. */
    public KafkaCluster(String bootstrapServers, String prefix) {
        this(KafkaAccess.plain(bootstrapServers), prefix);
    }

    public String bootstrapServers() {
        return access.bootstrapServers();
    }

    /** The name that a topic or consumer group of the contract has in this cluster. */
    public String named(String name) {
        return prefix + name;
    }

    /**
     * Reads topics from where the job's state says; without state from the group's committed
     * offsets, else from the beginning. Records of aborted transactions are passed over.
     *
     * @param uid of the operator, stable for ever: the offsets in the state hang on it
     */
    public DataStream<KafkaRecord> read(
            StreamExecutionEnvironment env, String group, String uid, String name, String... topics) {
        KafkaSource<KafkaRecord> source = KafkaSource.<KafkaRecord>builder()
                .setProperties(properties())
                .setTopics(Stream.of(topics).map(this::named).toList())
                .setGroupId(named(group))
                .setClientIdPrefix(named(group) + '-' + uid)
                .setStartingOffsets(new CommittedElseEarliest())
                .setDeserializer(new KafkaRecordReader())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .build();
        return env.fromSource(source, byReceivedAt(), name).uid(uid);
    }

    /**
     * Only for people to see how far a job is behind: no step waits for a watermark. It gives each source subtask
     * {@code currentEmitEventTimeLag}, and each operator {@code currentInputWatermark}.
     */
    private static WatermarkStrategy<KafkaRecord> byReceivedAt() {
        return WatermarkStrategy.<KafkaRecord>forMonotonousTimestamps()
                .withTimestampAssigner((record, timestamp) -> record.receivedAt())
                .withIdleness(IDLE);
    }

    /** A producer outside of any checkpoint, for what is safe to send twice. */
    public KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                access.with(Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES)),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * A sink that commits with the checkpoint.
     *
     * <p>Transactional ids come from a small pool (POOLING). The alternative makes a new id for each
     * checkpoint, which at one a second and subtask is more than the broker should remember for the
     * seven days that it keeps an id, and after a crash it probes for what was left open. The pool
     * asks the broker for the open transactions of this prefix and aborts those that the restored
     * state does not know; those of ids that the state does know, but that a later, lost attempt had
     * used again, are {@link RecoveringCommitter}'s to abort.
     *
     * @param transactionalIdPrefix unique to this sink, stable, and no other sink's begins with it
     */
    public <T> Sink<T> sink(String topic, String transactionalIdPrefix, KafkaMessage.Form<T> form) {
        Properties properties = properties();
        properties.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, Long.toString(TRANSACTION_TIMEOUT.toMillis()));
        properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "20");
        properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 * 1024));
        properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(MAX_RECORD_BYTES));
        KafkaSink<T> sink = KafkaSink.<T>builder()
                .setBootstrapServers(bootstrapServers())
                .setKafkaProducerConfig(properties)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(named(transactionalIdPrefix))
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(new KafkaMessageWriter<>(named(topic), form))
                .build();
        return new TransactionalSink<>(sink, this);
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(access.with(Map.of()));
        return properties;
    }
}
