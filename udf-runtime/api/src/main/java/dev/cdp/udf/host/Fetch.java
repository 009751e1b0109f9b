package dev.cdp.udf.host;

import dev.cdp.udf.FunctionRef;
import java.util.concurrent.CompletionStage;

/** {@code fetch}: HTTP requests to the outside. Whoever implements it decides which addresses are allowed. */
@FunctionalInterface
public interface Fetch {
    /** Refuses everything. */
    Fetch NONE = (caller, request) ->
            java.util.concurrent.CompletableFuture.failedStage(new FetchException("fetch is not available here"));

    /**
     * Never blocks.
     *
     * @return fails with a {@link FetchException}, whose message the function gets to see
     */
    CompletionStage<FetchResponse> fetch(FunctionRef caller, FetchRequest request);
}
