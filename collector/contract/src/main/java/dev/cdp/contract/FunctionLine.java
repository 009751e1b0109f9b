package dev.cdp.contract;

/**
 * A line that a function has logged: the value of {@link Topics#FUNCTION_LOG}.
 *
 * @param version of the function's code
 * @param messageId of the event that it was called with; empty where a line is about the log itself
 * @param level {@code debug}, {@code info}, {@code warn} or {@code error}
 * @param at epoch milliseconds
 */
public record FunctionLine(
        String workspaceId, String functionId, long version, String messageId, String level, String text, long at) {

    /** The Kafka key: lines of one function stay in order. */
    public String key() {
        return functionId;
    }
}
