package dev.cdp.collector.journal;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Entries that are appended together, and the answer to whoever waits. */
final class Append {
    private final List<JournalEntry> entries;
    private final long bytes;
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    Append(List<JournalEntry> entries) {
        this.entries = entries;
        this.bytes = entries.stream().mapToLong(JournalEntry::sizeHint).sum();
    }

    List<JournalEntry> entries() {
        return entries;
    }

    /** About, in memory. */
    long bytes() {
        return bytes;
    }

    CompletableFuture<Void> done() {
        return done;
    }
}
