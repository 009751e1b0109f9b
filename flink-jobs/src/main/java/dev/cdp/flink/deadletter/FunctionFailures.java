package dev.cdp.flink.deadletter;

import dev.cdp.contract.DeadLetter;
import dev.cdp.contract.Envelope;
import dev.cdp.udf.FunctionResult;

/** Makes dead letters of events whose function has failed: the event as it went in, before any function. */
public final class FunctionFailures {
    /** A stack is a help, not an archive. */
    private static final int MAX_ERROR_CHARS = 4_000;

    private FunctionFailures() {}

    /**
     * The dead letter of an event.
     *
     * @param version of the function; 0: none is known
     * @param now epoch milliseconds
     */
    public static DeadLetter deadLetter(
            Envelope event,
            String destinationId,
            String functionId,
            long version,
            FunctionResult.Failed failure,
            long now) {
        return new DeadLetter(
                event.eventId(),
                event.workspaceId(),
                event.sourceId(),
                event.messageId(),
                event.type().wireName(),
                DeadLetter.Stage.FUNCTION,
                DeadLetter.Reason.FUNCTION_FAILED,
                "",
                error(version, failure),
                destinationId,
                functionId,
                event.receivedAt(),
                now,
                event.payload().text());
    }

    /** Kind, version, message and place in one line, then the stack in terms of the author's source. */
    private static String error(long version, FunctionResult.Failed failure) {
        StringBuilder text = new StringBuilder()
                .append(failure.kind().name().toLowerCase(java.util.Locale.ROOT))
                .append(", version ")
                .append(version)
                .append(": ")
                .append(failure.message());
        if (failure.line() > 0) {
            text.append(" (line ")
                    .append(failure.line())
                    .append(", column ")
                    .append(failure.column())
                    .append(')');
        }
        failure.stack().forEach(frame -> text.append("\n    ").append(frame));
        return text.length() <= MAX_ERROR_CHARS ? text.toString() : text.substring(0, MAX_ERROR_CHARS);
    }
}
