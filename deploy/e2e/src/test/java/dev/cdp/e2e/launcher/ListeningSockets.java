package dev.cdp.e2e.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses on which a process accepts TCP connections, as the Linux kernel lists them. */
final class ListeningSockets {
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private ListeningSockets() {}

    static List<InetAddress> of(long pid) {
        Set<String> own = socketInodes(pid);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(ListeningSockets::lines)
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[STATE].equals(LISTEN) && own.contains(columns[INODE]))
                .map(columns -> address(columns[LOCAL_ADDRESS]))
                .toList();
    }

    private static Set<String> socketInodes(long pid) {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
            return descriptors
                    .flatMap(descriptor -> socketInode(descriptor).stream())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> socketInode(Path descriptor) {
        try {
            String link = Files.readSymbolicLink(descriptor).toString();
            return link.startsWith("socket:[")
                    ? Optional.of(link.substring("socket:[".length(), link.length() - 1))
                    : Optional.empty();
        } catch (IOException closedMeanwhile) {
            return Optional.empty();
        }
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** ADDRESS:PORT in hexadecimal; the address as 32-bit words of the machine's (little-endian) order. */
    private static InetAddress address(String local) {
        byte[] bytes = HexFormat.of().parseHex(local.substring(0, local.indexOf(':')));
        byte[] ordered = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ordered[i] = bytes[i / 4 * 4 + 3 - i % 4];
        }
        try {
            return InetAddress.getByAddress(ordered);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(local, e);
        }
    }
}
