package dev.cdp.local.component;

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
}
