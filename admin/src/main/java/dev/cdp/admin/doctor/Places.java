package dev.cdp.admin.doctor;

import dev.cdp.contract.KafkaAccess;
import java.util.Map;

/**
 * Where the parts are.
 *
 * @param admin of the service itself; empty: it is what asks
 * @param zooKeeper host:port; empty: there is none to look at
 * @param canaryWriteKey of a source that no one counts; empty: no canary
 */
public record Places(
        String collector,
        String admin,
        KafkaAccess kafka,
        String redis,
        String postgresJdbc,
        String clickHouse,
        String clickHouseUser,
        String clickHousePassword,
        String flink,
        String zooKeeper,
        String canaryWriteKey) {

    /** By the names of the settings; the README has the defaults. */
    public static Places of(Map<String, String> environment) {
        return new Places(
                environment.getOrDefault("CDP_COLLECTOR_URL", "http://127.0.0.1:3049"),
                environment.getOrDefault("CDP_ADMIN_URL", "http://127.0.0.1:3100"),
                KafkaAccess.of(environment),
                environment.getOrDefault("CDP_REDIS_URL", "redis://127.0.0.1:6379"),
                environment.getOrDefault(
                        "CDP_POSTGRES_JDBC_URL", "jdbc:postgresql://127.0.0.1:5432/cdp?user=cdp&password=cdp"),
                environment.getOrDefault("CDP_CLICKHOUSE_URL", "http://127.0.0.1:8123"),
                environment.getOrDefault("CDP_CLICKHOUSE_USER", "default"),
                environment.getOrDefault("CDP_CLICKHOUSE_PASSWORD", ""),
                environment.getOrDefault("CDP_FLINK_URL", "http://127.0.0.1:8081"),
                environment.getOrDefault("CDP_ZOOKEEPER", ""),
                environment.getOrDefault("CDP_CANARY_WRITE_KEY", ""));
    }

    /** Does not show what is secret. */
    @Override
    public String toString() {
        return "Places[collector=" + collector + "]";
    }
}
