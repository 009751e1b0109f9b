package dev.cdp.udf;

import java.time.Duration;

/**
 * What one invocation of a function may use. Passing one fails the invocation, and nothing else.
 *
 * @param wallTime from the start to the settled promise, waiting for fetch and store included
 * @param cpuTime on a processor, without waiting
 * @param statements executed
 * @param memoryBytes allocated, whether still in use or not
 * @param retainedBytes allocated by one context over its invocations before it is renewed: bounds what
 *     a function can hoard in its module's variables
 * @param outputBytes of all returned events together, as JSON
 * @param fanOut events returned
 * @param logLines of which further ones are dropped, and counted in one last line
 * @param fetches started
 * @param storeOperations started
 * @param contexts that exist at most, for invocations that await at the same time
 */
public record Limits(
        Duration wallTime,
        Duration cpuTime,
        long statements,
        long memoryBytes,
        long retainedBytes,
        int outputBytes,
        int fanOut,
        int logLines,
        int fetches,
        int storeOperations,
        int contexts) {
    private static final long MIB = 1L << 20;

    public static final Limits DEFAULT = new Limits(
            Duration.ofSeconds(5),
            Duration.ofSeconds(1),
            10_000_000,
            64 * MIB,
            256 * MIB,
            (int) MIB,
            1_000,
            100,
            10,
            50,
            8);

    public Limits withWallTime(Duration time) {
        return new Limits(
                time,
                cpuTime,
                statements,
                memoryBytes,
                retainedBytes,
                outputBytes,
                fanOut,
                logLines,
                fetches,
                storeOperations,
                contexts);
    }

    public Limits withCpuTime(Duration time) {
        return new Limits(
                wallTime,
                time,
                statements,
                memoryBytes,
                retainedBytes,
                outputBytes,
                fanOut,
                logLines,
                fetches,
                storeOperations,
                contexts);
    }

    public Limits withStatements(long most) {
        return new Limits(
                wallTime,
                cpuTime,
                most,
                memoryBytes,
                retainedBytes,
                outputBytes,
                fanOut,
                logLines,
                fetches,
                storeOperations,
                contexts);
    }

    public Limits withContexts(int most) {
        return new Limits(
                wallTime,
                cpuTime,
                statements,
                memoryBytes,
                retainedBytes,
                outputBytes,
                fanOut,
                logLines,
                fetches,
                storeOperations,
                most);
    }
}
