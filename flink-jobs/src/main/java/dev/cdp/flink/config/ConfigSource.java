package dev.cdp.flink.config;

import dev.cdp.contract.Topics;
import dev.cdp.flink.kafka.KafkaCluster;
import java.io.Serializable;

/** Where a subtask has its configuration from. */
@FunctionalInterface
public interface ConfigSource extends Serializable {

    /** The topic of this cluster. */
    static ConfigSource of(KafkaCluster kafka) {
        return new ConfigTopic(kafka.access(), kafka.named(Topics.CONFIG));
    }

    /**
     * Returns when the configuration has been read as it stood at the time of the call; until then no event is
     * processed. Waits as long as it takes: without its configuration a job must not run.
     */
    ConfigView open() throws InterruptedException;
}
