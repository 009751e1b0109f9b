package dev.cdp.udf;

/** The code is no usable function; {@link #failure} says why and where. */
public final class FunctionCompilationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FunctionResult.Failed failure;

    public FunctionCompilationException(FunctionResult.Failed failure) {
        super(failure.message());
        this.failure = failure;
    }

    public FunctionResult.Failed failure() {
        return failure;
    }
}
