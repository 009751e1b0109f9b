package dev.cdp.admin.error;

/**
 * Why a request is not done: the only exception that becomes an answer. Its message is shown, so it holds no secret
 * and no driver's words; those stay in the cause.
 */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of answer it is. */
    public enum Kind {
        INVALID,
        UNAUTHENTICATED,
        FORBIDDEN,
        NOT_FOUND,
        /** It can't be done in the present state. */
        CONFLICT,
        /** Someone else has changed it since it was read. */
        CHANGED,
        /** The version that was read is not named. */
        UNCONDITIONAL,
        /** Too many tries. */
        LIMITED,
        /** Something behind the service is away. */
        UNAVAILABLE
    }

    private final Kind kind;
    private final String field;
    private final long retryAfterSeconds;

    private Problem(Kind kind, String field, String message, Throwable cause, long retryAfterSeconds) {
        super(message, cause, false, false);
        this.kind = kind;
        this.field = field;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    private Problem(Kind kind, String field, String message) {
        this(kind, field, message, null, 0);
    }

    public static Problem invalid(String field, String message) {
        return new Problem(Kind.INVALID, field, message);
    }

    public static Problem unauthenticated(String message) {
        return new Problem(Kind.UNAUTHENTICATED, "", message);
    }

    public static Problem forbidden(String message) {
        return new Problem(Kind.FORBIDDEN, "", message);
    }

    /** Also for what another workspace has: whoever asks does not learn that it exists. */
    public static Problem notFound(String what) {
        return new Problem(Kind.NOT_FOUND, "", "there is no such " + what);
    }

    public static Problem conflict(String field, String message) {
        return new Problem(Kind.CONFLICT, field, message);
    }

    public static Problem changed() {
        return new Problem(Kind.CHANGED, "", "someone has changed it meanwhile: read it again");
    }

    public static Problem unconditional() {
        return new Problem(Kind.UNCONDITIONAL, "", "If-Match is missing: send the version that you have read");
    }

    public static Problem limited(String message, long retryAfterSeconds) {
        return new Problem(Kind.LIMITED, "", message, null, retryAfterSeconds);
    }

    public static Problem unavailable(String message, Throwable cause) {
        return new Problem(Kind.UNAVAILABLE, "", message, cause, 2);
    }

    public Kind kind() {
        return kind;
    }

    /** The field at fault, or empty. */
    public String field() {
        return field;
    }

    /** After which to try again; 0 where that would not help. */
    public long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
