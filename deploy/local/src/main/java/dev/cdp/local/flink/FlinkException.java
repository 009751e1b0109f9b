package dev.cdp.local.flink;

/** The cluster refused a request or a job does not run; the message is for the person at the terminal. */
public final class FlinkException extends Exception {
    private static final long serialVersionUID = 1L;

    FlinkException(String message) {
        super(message);
    }

    FlinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
