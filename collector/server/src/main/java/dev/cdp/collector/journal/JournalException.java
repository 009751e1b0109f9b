package dev.cdp.collector.journal;

/** Why an append was not taken, or a journal not opened. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is the matter. All but the last four go away by themselves: 503 with Retry-After. */
    public enum Reason {
        /** Appends come faster than the disk takes them. */
        OVERLOADED,
        /** The journal has its configured size, since Kafka has not acknowledged it. */
        LIMIT_REACHED,
        /** No space or no inodes left, or over quota. */
        DISK_FULL,
        /** The disk is read-only or reports errors. */
        DISK_FAILED,
        /** Closing or closed. */
        CLOSED,
        /** Longer than the longest record allowed. */
        RECORD_TOO_LARGE,
        /** The entry could not be encoded. */
        ENCODING_FAILED,
        /** Another process has the directory, or it can't be used; from opening only. */
        NOT_OPENED
    }

    private final Reason reason;

    JournalException(Reason reason, String message) {
        // Thrown by the thousand while the disk is full; where it was made says nothing.
        super(message, null, false, false);
        this.reason = reason;
    }

    JournalException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Whether the same append may succeed a little later, without anyone's doing. */
    public boolean isTemporary() {
        return switch (reason) {
            case OVERLOADED, LIMIT_REACHED, DISK_FULL, DISK_FAILED -> true;
            case CLOSED, RECORD_TOO_LARGE, ENCODING_FAILED, NOT_OPENED -> false;
        };
    }
}
