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
 * Ports for services, of this process's {@link PortRange}. Not the kernel's choice of port 0: that comes from the range of
 * outgoing connections, so while a service is killed a client could be given its port, or even connect to itself.
 */
public final class FreePorts {
    private static final Set<Integer> GIVEN = new HashSet<>();

    /** A port that is free now and that was not given before, as its service may not listen yet. */
    public Port next() {
        PortRange range = PortRange.own();
        synchronized (GIVEN) {
            for (int tries = 0; tries < 10_000; tries++) {
                int number = ThreadLocalRandom.current().nextInt(range.first(), range.end());
                if (isFree(number) && GIVEN.add(number)) {
                    return new Port("another run of the tests", number);
                }
            }
        }
        throw new TestServiceException("no free port from " + range.first() + " to " + (range.end() - 1));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
