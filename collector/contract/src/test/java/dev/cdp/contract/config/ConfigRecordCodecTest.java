package dev.cdp.contract.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cdp.contract.MalformedRecordException;
import dev.cdp.contract.RecordedBytes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigRecordCodecTest {
    static List<ConfigRecord> oneOfEachKind() {
        return List.of(
                new FunctionConfig("demo", "f-1", 2, "Clean", "export default e => e", "{\"mask\":true}", 250),
                new DestinationConfig(
                        "demo", "d-1", 3, "Warehouse", "postgresql", Map.of("url", "jdbc:postgresql://db/warehouse")),
                new ConnectionConfig(
                        "demo",
                        "c-1",
                        7,
                        "shop",
                        "d-1",
                        List.of("f-1", "f-2"),
                        List.of("Order*"),
                        List.of("Order Cancelled"),
                        0.5,
                        "event_id",
                        List.of("analytics"),
                        false,
                        true),
                new IdentityConfig("demo", "rules", 1, List.of("guest")),
                new SecretConfig("demo", "PG_PASSWORD", 2, "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGw=="));
    }

    @ParameterizedTest
    @MethodSource("oneOfEachKind")
    void keepsItsBytes(ConfigRecord config) {
        byte[] recorded = RecordedBytes.of("config-" + config.kind() + "-v1-full.json");

        assertThat(ConfigRecordCodec.read(recorded)).isEqualTo(config);
        assertThat(new String(ConfigRecordCodec.write(config), UTF_8)).isEqualTo(new String(recorded, UTF_8));
    }

    @Test
    void membersThatCameLaterHaveAValueForEarlierRecords() {
        assertThat(ConfigRecordCodec.read(RecordedBytes.of("config-connection-v1.json")))
                .isEqualTo(new ConnectionConfig(
                        "demo",
                        "c-1",
                        7,
                        "shop",
                        "d-1",
                        List.of("f-1", "f-2"),
                        List.of("Order Completed"),
                        List.of(),
                        0.5,
                        "anonymous_id",
                        List.of("analytics"),
                        true,
                        false));
        assertThat(ConfigRecordCodec.read(RecordedBytes.of("config-function-v1.json")))
                .isEqualTo(new FunctionConfig("demo", "f-1", 2, "Clean", "export default e => e", "{}", 0));
    }

    @Test
    void keyTellsKindWorkspaceAndId() {
        assertThat(oneOfEachKind().get(0).key()).isEqualTo("function/demo/f-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{'v':2,'kind':'identity','workspaceId':'demo','id':'rules','version':1,'nobodyIds':[]}",
                "{'v':1,'kind':'plugin','workspaceId':'demo','id':'rules','version':1}",
                "{'v':1,'kind':'identity','workspaceId':'demo','id':'rules','version':1}",
                "{'v':1,'kind':'connection','workspaceId':'demo','id':'c','version':1,'sourceId':'s','destinationId':'d',"
                        + "'functionIds':[],'events':[],'sampling':1.5,'consent':[],'paused':false}",
                "{'v':1,'kind':'identity','workspaceId':null,'id':'rules','version':1,'nobodyIds':[]}"
            })
    void halfARecordIsNeverUsed(String json) {
        assertThatExceptionOfType(MalformedRecordException.class)
                .isThrownBy(() -> ConfigRecordCodec.read(json.replace('\'', '"').getBytes(UTF_8)));
    }
}
