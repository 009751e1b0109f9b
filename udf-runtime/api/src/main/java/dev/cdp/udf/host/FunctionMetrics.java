package dev.cdp.udf.host;

import dev.cdp.udf.FunctionRef;

/** {@code ctx.metrics}. Never blocks, never throws; whoever implements it bounds the number of names. */
@FunctionalInterface
public interface FunctionMetrics {
    FunctionMetrics NONE = (caller, kind, name, value) -> {};

    /** Records a value: added to a counter, the new value of a gauge, or one sample of a time in ms. */
    void record(FunctionRef caller, Kind kind, String name, double value);

    /** How values of a name become one. */
    enum Kind {
        COUNTER,
        GAUGE,
        TIMING
    }
}
