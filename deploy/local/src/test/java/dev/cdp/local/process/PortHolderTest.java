package dev.cdp.local.process;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cdp.local.component.Component;
import dev.cdp.local.component.Places;
import dev.cdp.local.component.Port;
import dev.cdp.local.component.Redis;
import dev.cdp.local.dist.Distributions;
import dev.cdp.local.dist.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PortHolderTest {
    @Test
    void aTakenPortIsToldWithItsHolderAndTheVariableThatChangesIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Component redis = redisOn(taken.getLocalPort());

            assertThatThrownBy(() -> PortHolder.requireFree(redis))
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + ", wanted by redis, is taken")
                    .hasMessageContaining("by pid " + ProcessHandle.current().pid() + " (")
                    .hasMessageContaining("CDP_PORT_REDIS");
        }
    }

    @Test
    void aPortThatHasJustBecomeFreeCanBeUsed() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        assertThatCode(() -> PortHolder.requireFree(redisOn(port))).doesNotThrowAnyException();
    }

    private static Component redisOn(int port) {
        Path nowhere = Path.of("target", "nowhere");
        Places places = new Places(new Distributions(Repository.find(), nowhere), nowhere, nowhere);
        return new Redis(places, new Port("CDP_PORT_REDIS", port));
    }
}
