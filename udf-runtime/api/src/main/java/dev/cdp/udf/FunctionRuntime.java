package dev.cdp.udf;

/**
 * Compiles functions. One per process is meant: contexts, watchdog and budgets are shared by all that
 * it has compiled. Safe for use by many threads.
 */
public interface FunctionRuntime extends AutoCloseable {

    /**
     * Starts a runtime, with the engine from the class path where it is there, else with the one that
     * travels beside this class as nested jars.
     *
     * @throws FunctionRuntimeException when no engine is to be found, or one of another version
     */
    static FunctionRuntime open(RuntimeOptions options, HostServices host) {
        return EngineRuntime.open(options, host);
    }

    /**
     * Reads the code and evaluates its module once, within the function's limits. Each caller, such as
     * a subtask, compiles for itself; the parsed code is shared.
     *
     * @throws FunctionCompilationException when the code can't be read, fails while it is evaluated, or
     *     exports no function
     */
    CompiledFunction compile(FunctionSpec spec) throws FunctionCompilationException;

    /** What runs the code and how, such as {@code GraalVM CE 25.0.3, compiled} or {@code …, interpreted}. */
    String engine();

    /** Cancels what still runs and lets go of everything, of the host services too. The engine stays loaded. */
    @Override
    void close();
}
