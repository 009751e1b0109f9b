package dev.cdp.e2e.stack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Ports that nobody uses now. Not the kernel's choice of port 0, which is from the range of outgoing
 * connections: while a component is killed, a client could be given its port.
 */
public final class FreePorts {
    private static final int FIRST = 15_000;
    private static final int LAST = 32_000; // Linux gives outgoing connections 32768 and up

    private FreePorts() {}

    /** So many, all different. */
    public static Set<Integer> take(int count) {
        return Stream.generate(() -> ThreadLocalRandom.current().nextInt(FIRST, LAST))
                .filter(FreePorts::isFree)
                .distinct()
                .limit(count)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
