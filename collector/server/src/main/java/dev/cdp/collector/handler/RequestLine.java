package dev.cdp.collector.handler;

import dev.cdp.collector.domain.Source;
import dev.cdp.collector.logging.LineFields;
import dev.cdp.collector.service.Trace;
import dev.cdp.contract.JsonWriter;

/**
 * A request's line in the log: one object of the event loop's, written as JSON by the log's own thread.
 *
 * @param path as it came, masked when it is written
 * @param traceparent or empty
 * @param trace null when no body was read
 * @param payload masked and cut, or empty: lines wait in a queue, and must not hold bodies there
 */
record RequestLine(
        String method,
        String path,
        int status,
        long durationNanos,
        String requestId,
        String traceparent,
        Trace trace,
        String payload)
        implements LineFields {
    private static final long NANOS_PER_MICRO = 1_000;

    @Override
    public void writeTo(JsonWriter line) {
        line.text("method", method)
                .text("path", Masks.path(path))
                .number("status_code", status)
                .thousandths("duration_ms", durationNanos / NANOS_PER_MICRO)
                .text("request_id", requestId)
                .text("traceparent", traceparent);
        if (trace != null) {
            writeTrace(line);
        }
        line.text("payload", payload);
    }

    private void writeTrace(JsonWriter line) {
        Source source = trace.source();
        if (source != null) {
            line.text("workspace_id", source.workspaceId()).text("source_id", source.sourceId());
        }
        line.text("event_type", trace.eventType())
                .text("message_id", trace.messageId())
                .number("accepted", trace.accepted())
                .number("rejected", trace.rejected());
    }

    /** Never the payload: a plain layout would show this. */
    @Override
    public String toString() {
        return method + " " + Masks.path(path) + " " + status;
    }
}
