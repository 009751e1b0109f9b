package dev.cdp.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Ports that are this process's alone, as the tests of two modules run at a time: one that both found free could be
 * given by both before either's service listens. Who listens at a range's door has the range; the kernel opens the door
 * again at the process's end, whatever that was.
 *
 * @param first of its ports
 * @param end behind the last one
 * @param door kept from being collected
 */
record PortRange(int first, int end, ServerSocket door) {
    /** Up to 30,999: Linux gives outgoing connections 32768 and up. */
    private static final int FIRST = 15_000;

    private static final int SIZE = 2_000;
    private static final int COUNT = 8;
    private static final int DOORS = FIRST - COUNT;

    private static final PortRange OWN = take();

    /** This process's. */
    static PortRange own() {
        return OWN;
    }

    private static PortRange take() {
        for (int i = 0; i < COUNT; i++) {
            ServerSocket door = listen(DOORS + i);
            if (door != null) {
                return new PortRange(FIRST + i * SIZE, FIRST + (i + 1) * SIZE, door);
            }
        }
        throw new TestServiceException("all ports from " + DOORS + " to " + (FIRST - 1) + " are taken: by them " + COUNT
                + " processes that run tests know which ports are theirs");
    }

    /** Null when another one does. */
    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            return null;
        }
    }
}
