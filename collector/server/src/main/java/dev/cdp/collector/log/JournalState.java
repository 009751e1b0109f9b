package dev.cdp.collector.log;

import dev.cdp.collector.health.Dependency;
import dev.cdp.collector.journal.Journal;
import dev.cdp.collector.journal.JournalStatus;
import jakarta.inject.Singleton;
import java.util.Locale;

/** Whether the journal takes events, and how much of them Kafka does not have yet. */
@Singleton
final class JournalState implements Dependency {
    private final Journal journal;

    JournalState(Journal journal) {
        this.journal = journal;
    }

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public Health health() {
        JournalStatus status = journal.status();
        return status.refusing()
                .map(why -> Health.blocked(why.getMessage()))
                .orElseGet(() -> Health.up(waiting(status)));
    }

    private static String waiting(JournalStatus status) {
        return String.format(
                Locale.ROOT,
                "%d records wait for Kafka, the oldest for %d s",
                status.depth(),
                status.oldest().toSeconds());
    }
}
