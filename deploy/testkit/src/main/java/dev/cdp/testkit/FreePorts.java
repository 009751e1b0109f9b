package dev.cdp.testkit;

import dev.cdp.local.component.Port;
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
                Port port = new Port("another run of the tests", number);
                if (port.isFree() && GIVEN.add(number)) {
                    return port;
                }
            }
        }
        throw new TestServiceException("no free port from " + range.first() + " to " + (range.end() - 1));
    }
}
