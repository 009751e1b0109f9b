package dev.cdp.flink.job;

/** The submission is refused for its arguments. The message says all; where it was thrown helps nobody. */
final class ArgumentException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    ArgumentException(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
