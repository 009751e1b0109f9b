package dev.cdp.collector.error;

import dev.cdp.contract.DeadLetter.Reason;
import java.util.Optional;

/**
 * Why a request, or one event of it, is not accepted: the only exception that becomes an answer. Its
 * message is shown to clients, so it holds no secret and no driver's words; those stay in the cause.
 */
public final class CollectorException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of answer it is. */
    public enum Status {
        /** The client's fault; of an authenticated source it becomes a dead letter. */
        INVALID,
        UNAUTHORIZED,
        NOT_FOUND,
        TOO_LARGE,
        /** The client took too long to send it. */
        TOO_SLOW,
        LATE,
        /** The workspace has used up its rate limit. */
        LIMITED,
        /** Ours: the client should try again. */
        UNAVAILABLE
    }

    private final Status status;
    private final Reason reason;
    private final String field;
    private final long retryAfterSeconds;

    private CollectorException(Status status, Reason reason, String field, String message, Throwable cause) {
        this(status, reason, field, message, cause, 0);
    }

    private CollectorException(
            Status status, Reason reason, String field, String message, Throwable cause, long retryAfterSeconds) {
        // No stack trace: these are answers, made by the thousand when a client is wrong.
        super(message, cause, false, false);
        this.status = status;
        this.reason = reason;
        this.field = field;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The event can't be accepted as it is. */
    public static CollectorException invalid(Reason reason, String field, String message) {
        return new CollectorException(Status.INVALID, reason, field, message, null);
    }

    /** The event can't be accepted as it is; the cause is for the log. */
    public static CollectorException invalid(Reason reason, String field, String message, Throwable cause) {
        return new CollectorException(Status.INVALID, reason, field, message, cause);
    }

    public static CollectorException unauthorized(String message) {
        return new CollectorException(Status.UNAUTHORIZED, null, "", message, null);
    }

    public static CollectorException notFound(String message) {
        return new CollectorException(Status.NOT_FOUND, null, "", message, null);
    }

    public static CollectorException tooLarge(String field, String message) {
        return new CollectorException(Status.TOO_LARGE, null, field, message, null);
    }

    public static CollectorException tooSlow(String message) {
        return new CollectorException(Status.TOO_SLOW, null, "", message, null);
    }

    public static CollectorException late(String field, String message) {
        return new CollectorException(Status.LATE, null, field, message, null);
    }

    /** Too many events; the client should try again after this time. */
    public static CollectorException limited(String message, long retryAfterSeconds) {
        return new CollectorException(Status.LIMITED, null, "", message, null, retryAfterSeconds);
    }

    public static CollectorException unavailable(String message, Throwable cause) {
        return new CollectorException(Status.UNAVAILABLE, null, "", message, cause, 1);
    }

    public Status status() {
        return status;
    }

    /** The code of the dead letter; there is one for {@link Status#INVALID} only. */
    public Optional<Reason> reason() {
        return Optional.ofNullable(reason);
    }

    /** The field at fault, or empty. */
    public String field() {
        return field;
    }

    /** After which the client should try again; 0 where that would not help. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
