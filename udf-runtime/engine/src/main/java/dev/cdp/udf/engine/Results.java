package dev.cdp.udf.engine;

import java.util.List;

/** What crosses back: see the other side's {@code Spi}. */
final class Results {
    private static final Object[] DROPPED = {"returned", new byte[0][]};

    private Results() {}

    static Object[] dropped() {
        return DROPPED;
    }

    /** Events as JSON; too large together: a failure. */
    static Object[] returned(List<byte[]> events, int mostBytes) {
        long size = events.stream().mapToLong(event -> event.length).sum();
        return size > mostBytes
                ? failed("TOO_LARGE", "the function returned " + size + " bytes; " + mostBytes + " are allowed")
                : new Object[] {"returned", events.toArray(byte[][]::new)};
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
