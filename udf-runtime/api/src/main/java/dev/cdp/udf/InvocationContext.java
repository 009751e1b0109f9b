package dev.cdp.udf;

import java.util.Map;

/**
 * What a function may learn about the event that is not in it. Read only when the function asks.
 *
 * @param messageId stands in the function's log lines
 * @param clientIp for {@code ctx.geo}; may be null
 * @param userAgent for {@code ctx.ua}; may be null
 * @param retries of this event so far, after a RetryError
 * @param known what is known already about the client; null: the host services are asked
 */
public record InvocationContext(
        String messageId,
        Party source,
        Party destination,
        Party connection,
        Party workspace,
        Map<String, String> headers,
        String clientIp,
        String userAgent,
        int retries,
        Known known) {

    /** One end of the event's way; name and type may be empty. */
    public record Party(String id, String name, String type) {
        public static final Party NONE = new Party("", "", "");
    }

    /** What is known about an event's client, as JSON objects; null: nothing. Asked only when the function asks. */
    public interface Known {
        String geo();

        String ua();
    }

    /** Of an event that came from nowhere, as in a test run. */
    public static InvocationContext of(String messageId) {
        return new InvocationContext(
                messageId, Party.NONE, Party.NONE, Party.NONE, Party.NONE, Map.of(), null, null, 0, null);
    }

    public InvocationContext withRetries(int count) {
        return new InvocationContext(
                messageId, source, destination, connection, workspace, headers, clientIp, userAgent, count, known);
    }
}
