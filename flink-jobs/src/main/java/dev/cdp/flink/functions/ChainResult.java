package dev.cdp.flink.functions;

import dev.cdp.udf.FunctionResult;
import java.time.Duration;
import java.util.List;

/** What became of an event in a chain of functions: exactly one of these. */
public sealed interface ChainResult {

    /**
     * The last function's events.
     *
     * @param events each one JSON object, at least one; those of several functions fan out in the order of their input
     */
    record Events(List<byte[]> events) implements ChainResult {}

    /** A function has dropped it, or all that the ones before had made of it. */
    record Dropped(String functionId, long version) implements ChainResult {}

    /** A function asks for it to be tried again; null: after a while of our choice. */
    record Retry(String functionId, long version, String message, Duration delay) implements ChainResult {}

    /** A function has failed. Nothing of what the others had made of it is delivered. */
    record Failed(String functionId, long version, FunctionResult.Failed failure) implements ChainResult {}
}
