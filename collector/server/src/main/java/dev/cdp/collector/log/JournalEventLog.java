package dev.cdp.collector.log;

import dev.cdp.collector.error.CollectorException;
import dev.cdp.collector.journal.Journal;
import dev.cdp.collector.journal.JournalEntry;
import dev.cdp.collector.journal.JournalException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Safe means: in the journal, which brings it to Kafka. */
@Singleton
final class JournalEventLog implements EventLog {
    private final Journal journal;

    JournalEventLog(Journal journal) {
        this.journal = journal;
    }

    @Override
    public CompletionStage<Void> append(List<LogEntry> entries, Executor answerOn) {
        List<JournalEntry> encoded = new ArrayList<>(entries.size());
        for (LogEntry entry : entries) {
            encoded.add(JournalEntries.of(entry));
        }
        return journal.append(encoded, answerOn)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(refusal(failure)));
    }

    private static CollectorException refusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
        // Sent again it would be too large again, for ever.
        return cause instanceof JournalException refused && refused.reason() == JournalException.Reason.RECORD_TOO_LARGE
                ? CollectorException.tooLarge("", "the event is too large to be stored")
                : CollectorException.unavailable("events can't be stored at the moment", cause);
    }
}
