package dev.cdp.flink.config;

import static dev.cdp.flink.config.ConfigRecords.connection;
import static dev.cdp.flink.config.ConfigRecords.function;
import static dev.cdp.flink.config.ConfigRecords.key;
import static dev.cdp.flink.config.ConfigRecords.value;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.config.ConfigRecord;
import dev.cdp.contract.config.ConnectionConfig;
import dev.cdp.contract.config.FunctionConfig;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigTableTest {
    private final ConfigTable table = new ConfigTable();

    @Test
    void theLastRecordOfAKeyIsTheOneInForce() {
        take(function("ws", "f", 1, "one"));
        take(function("ws", "f", 2, "two"));
        assertThat(code()).isEqualTo("two");
    }

    @Test
    void versionThatGoesBackIsTakenAndCounted() {
        take(function("ws", "f", 9, "nine"));
        take(function("ws", "f", 3, "three"));
        assertThat(code()).isEqualTo("three");
        assertThat(table.wentBack()).isEqualTo(1);
    }

    @Test
    void tombstoneRemoves() {
        FunctionConfig function = function("ws", "f", 1, "one");
        take(function);
        table.take(key(function), null);
        assertThat(table.snapshot().function("ws", "f")).isEmpty();
    }

    @Test
    void unreadableVersionLeavesTheLastGoodOne() {
        FunctionConfig function = function("ws", "f", 1, "one");
        take(function);
        table.take(key(function), "{\"v\":1,\"kind\":\"function\"".getBytes(UTF_8));
        assertThat(code()).isEqualTo("one");
        assertThat(table.unreadable()).isEqualTo(1);
        assertThat(table.snapshot().isHalf("ws")).isFalse();
    }

    @Test
    void workspaceOfARecordThatWasNeverReadableIsHalf() {
        ConnectionConfig connection = connection("ws");
        table.take(key(connection), "?".getBytes(UTF_8));
        assertThat(table.snapshot().isHalf("ws")).isTrue();
        assertThat(table.snapshot().isHalf("other")).isFalse();

        take(connection);
        assertThat(table.snapshot().isHalf("ws")).isFalse();
    }

    @Test
    void recordUnderAnothersKeyIsRefused() {
        table.take(key(function("other", "f", 1, "")), value(function("ws", "f", 1, "one")));
        assertThat(table.snapshot().size()).isZero();
        assertThat(table.unreadable()).isEqualTo(1);
    }

    @Test
    void snapshotDoesNotChangeWithWhatComesLater() {
        take(function("ws", "f", 1, "one"));
        ConfigSnapshot before = table.snapshot();
        take(function("ws", "f", 2, "two"));
        assertThat(before.function("ws", "f").orElseThrow().code()).isEqualTo("one");
    }

    @Test
    void ofTwoConnectionsOfOneSourceToOneDestinationAllChooseTheSame() {
        ConnectionConfig one = connection("ws");
        ConnectionConfig two = new ConnectionConfig(
                "ws",
                "c-0",
                1,
                one.sourceId(),
                one.destinationId(),
                List.of(),
                List.of(),
                List.of(),
                1,
                one.samplingBy(),
                List.of(),
                true,
                false);
        assertThat(ConfigSnapshot.of(List.of(one, two)).connection("ws", "src", "clickhouse"))
                .contains(two);
        assertThat(ConfigSnapshot.of(List.of(two, one)).connection("ws", "src", "clickhouse"))
                .contains(two);
    }

    private void take(ConfigRecord record) {
        table.take(key(record), value(record));
    }

    private String code() {
        return table.snapshot().function("ws", "f").orElseThrow().code();
    }
}
