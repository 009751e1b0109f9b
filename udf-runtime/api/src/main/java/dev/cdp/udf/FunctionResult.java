package dev.cdp.udf;

import java.time.Duration;
import java.util.List;

/** What became of one invocation: exactly one of these. */
public sealed interface FunctionResult {

    /**
     * It has returned.
     *
     * @param events each one JSON object in UTF-8; more than one: fanned out, in this order; none: the
     *     function drops the event
     */
    record Returned(List<byte[]> events) implements FunctionResult {
        public Returned {
            events = List.copyOf(events);
        }

        public boolean isDropped() {
            return events.isEmpty();
        }
    }

    /**
     * It has thrown, passed a limit, or returned what is no event.
     *
     * @param message safe to show to the function's author: no secrets, nothing of the host
     * @param function the innermost function of the author's, such as {@code mask}; may be empty
     * @param line in the author's source, from 1; 0: not known
     * @param column from 1; 0: not known
     * @param stack lines such as {@code at mask (enrich.js:12:5)}, of the author's source only
     */
    record Failed(FailureKind kind, String message, String function, int line, int column, List<String> stack)
            implements FunctionResult {
        public Failed {
            stack = List.copyOf(stack);
        }

        /** Without a place in the source. */
        public static Failed of(FailureKind kind, String message) {
            return new Failed(kind, message, "", 0, 0, List.of());
        }
    }

    /**
     * It has thrown a RetryError: the same event is to be tried again.
     *
     * @param delay before that; null where the function names none
     */
    record Retry(String message, Duration delay) implements FunctionResult {}
}
