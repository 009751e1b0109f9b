package dev.cdp.collector.log;

/**
 * What a client named its request by, passed on in Kafka's headers; empty where it did not.
 *
 * @param requestId of X-Request-Id
 * @param traceparent of W3C's Trace Context
 */
public record Correlation(String requestId, String traceparent) {
    public static final Correlation NONE = new Correlation("", "");
}
