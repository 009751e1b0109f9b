package dev.cdp.local.flink;

/** The cluster refused a request or a job does not run; the message is for the person at the terminal. */
public final class FlinkException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int NONE = 0;

    private final int status;

    FlinkException(String message) {
        this(NONE, message);
    }

    /** @param status of an HTTP answer */
    FlinkException(int status, String message) {
        super(message);
        this.status = status;
    }

    FlinkException(String message, Throwable cause) {
        super(message, cause);
        this.status = NONE;
    }

    /** That Flink answered with, or 0. */
    int status() {
        return status;
    }
}
