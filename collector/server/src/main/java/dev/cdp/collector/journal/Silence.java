package dev.cdp.collector.journal;

import java.time.Duration;

/**
 * Whether a destination has left what it was given without any answer for too long, by a clock that nobody sets. Kafka's
 * client waits for its next connection by the machine's clock (4.2.0): when that was a day ahead at the last one and has
 * been set back, it waits for a day, and says nothing.
 */
final class Silence {
    private final long longestNanos;
    private long answers = -1;
    private long since;

    Silence(Duration longest) {
        this.longestNanos = longest.toNanos();
    }

    /** Another destination is there, which has been silent for no time. */
    void begin() {
        answers = -1;
    }

    /**
     * Looks once.
     *
     * @param answersByNow how many there have been
     * @param waits whether an answer is owed
     */
    boolean isTooLong(long answersByNow, boolean waits) {
        long now = System.nanoTime();
        if (!waits || answersByNow != answers) {
            answers = answersByNow;
            since = now;
            return false;
        }
        return now - since >= longestNanos;
    }
}
