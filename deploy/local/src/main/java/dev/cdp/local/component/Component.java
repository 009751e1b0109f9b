package dev.cdp.local.component;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One server of the stack: how it is prepared, started and checked. Holds no state of the running process. */
public interface Component {
    /** Name in status, log file and run file: lower case, words joined by a dash. */
    String name();

    /** Every port that the server listens on; the first is the one that clients use. */
    List<Port> ports();

    /** Names of the components that must be healthy before this one is started. */
    default Set<String> after() {
        return Set.of();
    }

    /** Writes the files that the process needs and says how it is started. Safe to call again on existing data. */
    Launch prepare() throws IOException;

    /** Waits for, or clears away, what an earlier process of this component left behind. */
    default void beforeStart() throws IOException {}

    /** Throws while the server cannot do its job. */
    HealthCheck health();

    /**
     * Whether the server, which answers, says that it does not work. One that has said so for a minute is killed and started
     * again; silence is no such answer, as a process may be paused on purpose.
     */
    default boolean saysItIsStuck() {
        return false;
    }

    /** Sets up through the running server what is needed once, such as a database. Safe to call at each start. */
    default void onHealthy() throws Exception {}

    /** A start that is not healthy after this long has failed. */
    default Duration startTimeout() {
        return Duration.ofSeconds(60);
    }

    /** How long the process has after SIGTERM until it gets SIGKILL. */
    default Duration stopTimeout() {
        return Duration.ofSeconds(20);
    }
}
