package dev.cdp.udf;

/** Why an invocation or a compilation failed. */
public enum FailureKind {
    /** The code can't be read, or exports no function. */
    INVALID_CODE,
    /** It threw. */
    CRASHED,
    /** It passed its wall time or its time on a processor. */
    TIMED_OUT,
    /** It passed its statements. */
    TOO_MANY_STATEMENTS,
    /** It allocated more than it may. */
    OUT_OF_MEMORY,
    /** What it returned is larger than it may be. */
    TOO_LARGE,
    /** It returned more events than it may. */
    TOO_MANY_EVENTS,
    /** What it returned is no event: neither object nor array of objects, or not writable as JSON. */
    INVALID_RESULT,
    /** Not run: it has failed too often in a row, and is tried again after a while. */
    SUSPENDED,
    /** Not finished: the function or the runtime was closed meanwhile. */
    CLOSED
}
