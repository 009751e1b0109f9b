package dev.cdp.local.upgrade;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Kafka's admin client, with patience for a busy broker and none for one that is away. */
public final class KafkaAdmin {
    private KafkaAdmin() {}

    public static Admin of(Addresses addresses) {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                addresses.get("CDP_KAFKA_BOOTSTRAP"),
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                "20000",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                "10000"));
    }
}
