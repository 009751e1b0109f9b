package dev.cdp.collector.log;

import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Where accepted events and dead letters are kept safe before a client is answered. The answer is
 * released by the stage that {@link #append} returns, and by nothing else.
 *
 * <p>The log gives each accepted event its {@link dev.cdp.contract.Origin}, at the append.
 */
public interface EventLog {

    /**
     * Appends the entries in their order, all or none. Never blocks.
     *
     * @param answerOn runs what depends on the answer
     * @return completes when all of them are safe; fails with a {@link
     *     dev.cdp.collector.error.CollectorException} (unavailable) when they may not be, in which case
     *     they may still be kept: the client tries again, and the repeats are recognised by their event
     *     id
     */
    CompletionStage<Void> append(List<LogEntry> entries, Executor answerOn);
}
