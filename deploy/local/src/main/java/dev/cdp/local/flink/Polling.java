package dev.cdp.local.flink;

import java.time.Duration;
import java.time.Instant;

/** Asks Flink again and again. */
final class Polling {
    private static final Duration PAUSE = Duration.ofMillis(250);

    interface Condition {
        boolean holds() throws FlinkException;
    }

    private Polling() {}

    /** Whether it came to hold within the time. */
    static boolean until(Duration timeout, Condition condition) throws FlinkException {
        Instant deadline = Instant.now().plus(timeout);
        while (!condition.holds()) {
            if (Instant.now().isAfter(deadline)) {
                return false;
            }
            pause();
        }
        return true;
    }

    static void pause() throws FlinkException {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FlinkException("interrupted while waiting for Flink", e);
        }
    }
}
