package dev.cdp.contract;

/** The Kafka topics, spec section 2. */
public final class Topics {
    /** Accepted events, {@link Envelope}, keyed by {@link PartitionKey}. */
    public static final String INGEST = "events.ingest";

    /** Deduplicated and stitched events, {@link ProcessedEvent}, under the key of {@link #INGEST}. */
    public static final String PROCESSED = "events.processed";

    /** Rejects, {@link DeadLetter}; never mutated. */
    public static final String DEAD_LETTERS = "events.dlq";

    /** Replays of dead letters after a fix, {@link Envelope} with a {@link Replay}, and {@link Unlink}s. */
    public static final String RETRY = "events.retry";

    /** How events ended that became no row, {@link Outcome}, under its {@code key()}. */
    public static final String OUTCOMES = "events.outcomes";

    /** How far each destination has come, {@link Progress}, under its {@code key()}. */
    public static final String PROGRESS = "events.progress";

    /** What functions log, {@link FunctionLine}, keyed by the function; kept for a day, and best effort. */
    public static final String FUNCTION_LOG = "functions.log";

    /** Compacted: {@link dev.cdp.contract.config.ConfigRecord} under its {@code key()}. */
    public static final String CONFIG = "cdp.config";

    private Topics() {}
}
