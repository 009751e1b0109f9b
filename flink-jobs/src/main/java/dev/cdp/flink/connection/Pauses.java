package dev.cdp.flink.connection;

import dev.cdp.flink.config.ConfigSource;
import dev.cdp.flink.kafka.KafkaCluster;
import dev.cdp.flink.kafka.KafkaRecord;
import dev.cdp.flink.kafka.PartitionReader;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Pauses of connections, as a step of the delivery job. */
public final class Pauses {
    private Pauses() {}

    /** What is not paused, as it came; what was, when its pause ends. */
    public static SingleOutputStreamOperator<KafkaRecord> hold(
            DataStream<KafkaRecord> records, Destination destination, ConfigSource config, KafkaCluster kafka) {
        return records.transform(
                        "Let events of paused connections wait",
                        KafkaRecord.TYPE,
                        new HoldPaused(destination, config, new PartitionReader.Factory(kafka.access())))
                .uid("pauses");
    }
}
