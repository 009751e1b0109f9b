package dev.cdp.e2e.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ListeningSocketsTest {
    private final long self = ProcessHandle.current().pid();

    @Test
    void aSocketOfTheLoopbackInterfaceIsLoopback() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
            assertThat(ListeningSockets.of(self)).isNotEmpty().allMatch(InetAddress::isLoopbackAddress);
        }
    }

    @Test
    void aSocketOfAllInterfacesIsFound() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(socket.isBound()).isTrue();
            assertThat(ListeningSockets.of(self)).anyMatch(InetAddress::isAnyLocalAddress);
        }
    }
}
