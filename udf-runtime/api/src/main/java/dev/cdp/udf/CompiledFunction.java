package dev.cdp.udf;

import java.util.concurrent.CompletionStage;

/**
 * A function of one version, ready to run. Safe for use by many threads: each invocation has a context
 * for itself, of {@link Limits#contexts} at most; further ones wait for a free one, in order.
 */
public interface CompiledFunction extends AutoCloseable {
    FunctionSpec spec();

    /**
     * Runs the function on one event: on the caller's thread as long as the function is trusted with
     * that, and then one that awaits nothing has run when this returns; else, and after an
     * {@code await} of the outside world, on a thread of the runtime's. So several invocations of one
     * caller may be under way and end in any order.
     *
     * @param event one JSON object in UTF-8, in Segment's nested shape
     * @return always completes, within the function's time, and never exceptionally: whatever the
     *     function does is a {@link FunctionResult}
     */
    CompletionStage<FunctionResult> invoke(byte[] event, InvocationContext context);

    /** Lets go of its contexts; invocations under way end as {@link FailureKind#CLOSED}. */
    @Override
    void close();
}
