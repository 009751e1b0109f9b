package dev.cdp.udf.host;

import dev.cdp.udf.FunctionRef;

/** {@code ctx.log} and {@code console}. Never blocks, never throws. */
@FunctionalInterface
public interface FunctionLog {
    FunctionLog NONE = (caller, line) -> {};

    void write(FunctionRef caller, Line line);

    /**
     * One line.
     *
     * @param level {@code debug}, {@code info}, {@code warn} or {@code error}
     * @param message values that are no strings as JSON, separated by a space
     */
    record Line(String level, String message, String messageId) {}
}
