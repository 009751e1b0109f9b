package dev.cdp.flink.connection;

import dev.cdp.contract.config.ConnectionConfig;

/** What is to become of an event: exactly one of these. */
sealed interface Decision {

    /** It is not this destination's at all, and the ledger of this destination knows nothing of it. */
    record Elsewhere() implements Decision {}

    /** It goes to the destination as it is. */
    record Pass() implements Decision {}

    /** It goes through the functions of the connection, of which there is at least one. */
    record Run(ConnectionConfig connection) implements Decision {}

    /**
     * It ends here, as wanted.
     *
     * @param reason of the outcome
     * @param connectionId whose rule it was, or empty
     */
    record Drop(String reason, String connectionId) implements Decision {
        static final String NOT_CONNECTED = "not_connected";
        static final String DISABLED = "disabled";
        static final String FILTERED = "filtered";
        static final String SAMPLED = "sampled";
        static final String NO_CONSENT = "no_consent";
        static final String FUNCTION = "function";
    }

    /** It can't be decided: a record of its workspace's configuration can't be read. */
    record Undecidable() implements Decision {}

    Elsewhere ELSEWHERE = new Elsewhere();
    Pass PASS = new Pass();
    Undecidable UNDECIDABLE = new Undecidable();
}
