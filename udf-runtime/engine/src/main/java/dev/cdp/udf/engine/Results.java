package dev.cdp.udf.engine;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** What crosses back: see the other side's {@code Spi}. */
final class Results {
    private static final Object[] DROPPED = {"returned", new byte[0][]};

    private Results() {}

    static Object[] dropped() {
        return DROPPED;
    }

    /** Events as JSON; too large together: a failure. */
    static Object[] returned(List<String> events, int mostBytes) {
        byte[][] bytes = new byte[events.size()][];
        long size = 0;
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = events.get(i).getBytes(StandardCharsets.UTF_8);
            size += bytes[i].length;
        }
        return size > mostBytes
                ? failed("TOO_LARGE", "the function returned " + size + " bytes; " + mostBytes + " are allowed")
                : new Object[] {"returned", bytes};
    }

    static Object[] retry(String message, Long delayMillis) {
        return new Object[] {"retry", message, delayMillis};
    }

    static Object[] failed(String kind, String message) {
        return failed(kind, message, "", 0, 0, new String[0]);
    }

    static Object[] failed(String kind, String message, String function, int line, int column, String[] stack) {
        return new Object[] {"failed", kind, message, function, line, column, stack};
    }
}
