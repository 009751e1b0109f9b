package dev.cdp.admin.config;

import dev.cdp.contract.KafkaAccess;
import io.micronaut.context.annotation.ConfigurationProperties;

/**
 * The way to Kafka.
 *
 * @param bootstrap host:port, several separated by commas
 * @param clientConfig file of client properties with which to log in; empty: a broker that asks for no login
 */
@ConfigurationProperties("cdp.kafka")
public record KafkaSettings(String bootstrap, String clientConfig) {

    /** @throws IllegalArgumentException when the file can't be used */
    public KafkaAccess access() {
        return KafkaAccess.of(bootstrap, clientConfig);
    }
}
