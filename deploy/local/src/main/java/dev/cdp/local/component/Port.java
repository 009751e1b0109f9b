package dev.cdp.local.component;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A port on the loopback interface.
 *
 * @param variable environment variable that changes it, such as CDP_PORT_KAFKA
 */
public record Port(String variable, int number) {
    public String hostAndPort() {
        return "127.0.0.1:" + number;
    }

    public String url() {
        return "http://" + hostAndPort();
    }

    /** Whether nobody listens on it now. */
    public boolean isFree() {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
