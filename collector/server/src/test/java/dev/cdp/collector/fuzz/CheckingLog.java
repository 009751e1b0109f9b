package dev.cdp.collector.fuzz;

import dev.cdp.collector.log.EventLog;
import dev.cdp.collector.log.LogEntry;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Keeps what the last request would have had appended. */
@Singleton
@Primary
@Requires(property = "test.checking-log")
final class CheckingLog implements EventLog {
    private volatile List<LogEntry> last = List.of();

    @Override
    public CompletionStage<Void> append(List<LogEntry> entries, Executor answerOn) {
        last = List.copyOf(entries);
        return CompletableFuture.completedFuture(null);
    }

    List<LogEntry> take() {
        List<LogEntry> taken = last;
        last = List.of();
        return taken;
    }
}
