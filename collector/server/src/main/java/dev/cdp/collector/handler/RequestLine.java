package dev.cdp.collector.handler;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.service.Trace;
import java.io.IOException;
import net.logstash.logback.argument.StructuredArgument;

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
        implements StructuredArgument {
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public void writeTo(JsonGenerator json) throws IOException {
        json.writeStringField("method", method);
        json.writeStringField("path", Masks.path(path));
        json.writeNumberField("status_code", status);
        json.writeNumberField("duration_ms", durationNanos / NANOS_PER_MILLI);
        json.writeStringField("request_id", requestId);
        if (!traceparent.isEmpty()) {
            json.writeStringField("traceparent", traceparent);
        }
        if (trace != null) {
            writeTrace(json);
        }
        if (!payload.isEmpty()) {
            json.writeStringField("payload", payload);
        }
    }

    private void writeTrace(JsonGenerator json) throws IOException {
        Source source = trace.source();
        if (source != null) {
            json.writeStringField("workspace_id", source.workspaceId());
            json.writeStringField("source_id", source.sourceId());
        }
        json.writeStringField("event_type", trace.eventType());
        json.writeStringField("message_id", trace.messageId());
        json.writeNumberField("accepted", trace.accepted());
        json.writeNumberField("rejected", trace.rejected());
    }

    /** Never the payload: a plain layout would show this. */
    @Override
    public String toString() {
        return method + " " + Masks.path(path) + " " + status;
    }
}
