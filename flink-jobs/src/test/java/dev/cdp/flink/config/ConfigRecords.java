package dev.cdp.flink.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConfigRecordCodec;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.contract.config.FunctionConfig;
import java.util.List;

/** Builds configuration as admin would have written it. */
public final class ConfigRecords {
    private ConfigRecords() {}

    public static FunctionConfig function(String workspace, String id, long version, String code) {
        return new FunctionConfig(workspace, id, version, id, code, "{}", 0);
    }

    /** From the source {@code src} to the built-in ClickHouse, everything, through these functions. */
    public static ConnectionConfig connection(String workspace, String... functionIds) {
        return new ConnectionConfig(
                workspace,
                "c-1",
                1,
                "src",
                "clickhouse",
                List.of(functionIds),
                List.of(),
                List.of(),
                1,
                ConnectionConfig.BY_ANONYMOUS_ID,
                List.of(),
                true,
                false);
    }

    public static ConnectionConfig filtered(ConnectionConfig connection, List<String> events, List<String> except) {
        return new ConnectionConfig(
                connection.workspaceId(),
                connection.id(),
                connection.version(),
                connection.sourceId(),
                connection.destinationId(),
                connection.functionIds(),
                events,
                except,
                connection.sampling(),
                connection.samplingBy(),
                connection.consent(),
                connection.enabled(),
                connection.paused());
    }

    public static ConnectionConfig sampled(ConnectionConfig connection, double share, String by) {
        return new ConnectionConfig(
                connection.workspaceId(),
                connection.id(),
                connection.version(),
                connection.sourceId(),
                connection.destinationId(),
                connection.functionIds(),
                connection.events(),
                connection.except(),
                share,
                by,
                connection.consent(),
                connection.enabled(),
                connection.paused());
    }

    public static ConnectionConfig needing(ConnectionConfig connection, String... consent) {
        return new ConnectionConfig(
                connection.workspaceId(),
                connection.id(),
                connection.version(),
                connection.sourceId(),
                connection.destinationId(),
                connection.functionIds(),
                connection.events(),
                connection.except(),
                connection.sampling(),
                connection.samplingBy(),
                List.of(consent),
                connection.enabled(),
                connection.paused());
    }

    public static ConnectionConfig switched(ConnectionConfig connection, boolean enabled, boolean paused) {
        return new ConnectionConfig(
                connection.workspaceId(),
                connection.id(),
                connection.version(),
                connection.sourceId(),
                connection.destinationId(),
                connection.functionIds(),
                connection.events(),
                connection.except(),
                connection.sampling(),
                connection.samplingBy(),
                connection.consent(),
                enabled,
                paused);
    }

    public static byte[] key(ConfigRecord record) {
        return record.key().getBytes(UTF_8);
    }

    public static byte[] value(ConfigRecord record) {
        return ConfigRecordCodec.write(record);
    }
}
