package dev.cdp.bench.noop;

import java.time.Duration;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * What the processing job is held against: Kafka to Kafka, exactly once, by Flink's own source and sink, and nothing in
 * between; not even a record is unpacked. Arguments: bootstrap servers, topic to read, topic to write, parallelism,
 * milliseconds between checkpoints.
 */
public final class NoOpJob {
    private NoOpJob() {}

    public static void main(String[] args) throws Exception {
        String kafka = args[0];
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.configure(settings(Duration.ofMillis(Long.parseLong(args[4]))));
        env.setParallelism(Integer.parseInt(args[3]));
        env.fromSource(source(kafka, args[1]), WatermarkStrategy.noWatermarks(), "Records")
                .sinkTo(sink(kafka, args[2]));
        env.execute("no-op");
    }

    private static Configuration settings(Duration checkpointInterval) {
        Configuration settings = new Configuration();
        settings.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        return settings;
    }

    private static KafkaSource<ConsumerRecord<byte[], byte[]>> source(String kafka, String topic) {
        return KafkaSource.<ConsumerRecord<byte[], byte[]>>builder()
                .setBootstrapServers(kafka)
                .setTopics(topic)
                .setGroupId("no-op-" + topic)
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new WholeRecord())
                .setProperty(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed")
                .build();
    }

    /** With the settings of the jobs' own sinks. */
    private static KafkaSink<ConsumerRecord<byte[], byte[]>> sink(String kafka, String topic) {
        Properties properties = new Properties();
        properties.setProperty(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(Duration.ofDays(7).toMillis()));
        properties.setProperty(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        properties.setProperty(ProducerConfig.LINGER_MS_CONFIG, "20");
        properties.setProperty(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(256 * 1024));
        properties.setProperty(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(2 * 1024 * 1024));
        return KafkaSink.<ConsumerRecord<byte[], byte[]>>builder()
                .setBootstrapServers(kafka)
                .setKafkaProducerConfig(properties)
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix("no-op-" + topic)
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(new SameRecord(topic))
                .build();
    }
}
