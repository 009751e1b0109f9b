package dev.cdp.collector.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Entries that are appended together, and the answer to whoever waits. */
final class Append {
    private final List<JournalEntry> entries;
    private final Executor answerOn;
    private final long bytes;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Append(List<JournalEntry> entries, Executor answerOn) {
        this.entries = entries;
        this.answerOn = answerOn;
        long sum = 0;
        for (JournalEntry entry : entries) {
            sum += entry.sizeHint();
        }
        this.bytes = sum;
    }

    List<JournalEntry> entries() {
        return entries;
    }

    /** Where the answer is given. */
    Executor answerOn() {
        return answerOn;
    }

    /** About, in memory. */
    long bytes() {
        return bytes;
    }

    CompletableFuture<Void> done() {
        return done;
    }
}
