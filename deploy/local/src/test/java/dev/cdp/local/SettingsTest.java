package dev.cdp.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.local.component.Port;
import dev.cdp.local.dist.Repository;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void everyPortHasAVariableOfItsOwn() {
        Stack stack = stack(Map.of());
        List<Port> ports = stack.components().stream()
                .flatMap(component -> component.ports().stream())
                .toList();
        Set<String> variables = new TreeSet<>(ports.stream().map(Port::variable).toList());

        assertThat(ports).extracting(Port::number).doesNotHaveDuplicates();
        assertThat(variables).hasSameSizeAs(ports);
    }

    @Test
    void aVariableMovesThePort() {
        assertThat(stack(Map.of("CDP_PORT_KAFKA", "19092")).kafka().port().hostAndPort())
                .isEqualTo("127.0.0.1:19092");
    }

    @Test
    void onePortForTwoIsRefusedByName() {
        assertThatThrownBy(() -> stack(Map.of("CDP_PORT_REDIS", "9092")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("CDP_PORT_REDIS")
                .hasMessageContaining("CDP_PORT_KAFKA");
    }

    @Test
    void anEmptyVariableIsNoSetting() {
        assertThat(stack(Map.of("CDP_PORT_KAFKA", " ")).kafka().port().number()).isEqualTo(9092);
    }

    @Test
    void whatIsNotAPortIsRefusedByName() {
        assertThatThrownBy(() -> stack(Map.of("CDP_PORT_KAFKA", "kafka")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("CDP_PORT_KAFKA");
        assertThatThrownBy(() -> stack(Map.of("CDP_PORT_REDIS", "70000")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("CDP_PORT_REDIS");
    }

    @Test
    void anUnknownComponentIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> stack(Map.of("CDP_COMPONENTS", "kafka,postgress")))
                .isInstanceOf(SettingException.class)
                .hasMessageContaining("postgress")
                .hasMessageContaining("clickhouse");
    }

    private static Stack stack(Map<String, String> environment) {
        return Stack.of(new Settings(environment, Path.of("target", "nowhere")), Repository.find());
    }
}
