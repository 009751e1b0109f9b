package dev.cdp.collector.live;

import dev.cdp.collector.domain.KeyHash;
import dev.cdp.collector.domain.Source;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What all collectors remember together of write keys. It never blocks, and may forget anything. */
public interface SharedKeys {

    /**
     * What is remembered of a key.
     *
     * @param source empty when there is no such key
     * @param life how much longer that may be remembered
     */
    record Remembered(Optional<Source> source, Duration life) {}

    /** What is remembered; empty for nothing. Fails soon when nobody answers. */
    CompletionStage<Optional<Remembered>> find(KeyHash key);

    /** Remembers; that may fail unnoticed. */
    void remember(KeyHash key, Remembered remembered);

    /** Forgets; that may fail unnoticed. */
    void forget(KeyHash key);
}
