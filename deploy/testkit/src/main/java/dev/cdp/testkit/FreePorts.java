package dev.cdp.testkit;

import dev.cdp.local.component.Port;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for services. Not the kernel's choice of port 0: that comes from the range of outgoing connections, so while a
 * service is killed a client could be given its port, or even connect to itself.
 */
public final class FreePorts {
    private static final int FIRST = 15_000;
    private static final int LAST = 32_000; // Linux gives outgoing connections 32768 and up

    private final Set<Integer> given = new HashSet<>();

    /** A port that is free now and that was not given before, as its service may not listen yet. */
    public synchronized Port next() {
        for (int tries = 0; tries < 1_000; tries++) {
            int number = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            try (ServerSocket socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
                if (given.add(number)) {
                    return new Port("another run of the tests", number);
                }
            } catch (IOException e) {
                continue; // taken
            }
        }
        throw new TestServiceException("no free port between " + FIRST + " and " + LAST);
    }
}
