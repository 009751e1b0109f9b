package dev.cdp.udf;

/** The runtime itself can't work: an installation's fault, never a function's. */
public final class FunctionRuntimeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FunctionRuntimeException(String message) {
        super(message);
    }

    public FunctionRuntimeException(String message, Throwable cause) {
        super(message, cause);
    }
}
