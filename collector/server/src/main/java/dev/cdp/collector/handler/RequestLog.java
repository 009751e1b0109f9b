package dev.cdp.collector.handler;

import static net.logstash.logback.argument.StructuredArguments.keyValue;

import dev.cdp.collector.config.LogSettings;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.handler.connection.RefusalLog;
import dev.cdp.collector.service.Submission;
import dev.cdp.collector.service.Trace;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request, with what became known of it; its id in the answer; its metrics. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestLog implements Ordered, RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.cdp.collector.request");
    private static final double NANOS_PER_MILLI = 1e6;

    private final LogSettings settings;
    private final RequestMetrics metrics;

    RequestLog(LogSettings settings, RequestMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
    }

    @RequestFilter
    void begin(HttpRequest<?> request) {
        Exchange.begin(request);
    }

    @ResponseFilter
    void finish(HttpRequest<?> request, @Nullable MutableHttpResponse<?> response) {
        if (response != null) {
            Exchange.of(request).ifPresent(exchange -> finish(request, exchange, response));
        }
    }

    private void finish(HttpRequest<?> request, Exchange exchange, MutableHttpResponse<?> response) {
        response.header(TraceContext.REQUEST_ID, exchange.requestId());
        metrics.answered(exchange, response.code());
        if (LOG.isInfoEnabled()) {
            LOG.info("request", fields(request, exchange, response.code()));
        }
    }

    private Object[] fields(HttpRequest<?> request, Exchange exchange, int status) {
        List<Object> fields = new ArrayList<>(14);
        fields.add(keyValue("method", request.getMethod()));
        fields.add(keyValue("path", Masks.path(request.getPath())));
        fields.add(keyValue("status_code", status));
        fields.add(keyValue("duration_ms", exchange.elapsed().toNanos() / NANOS_PER_MILLI));
        fields.add(keyValue("request_id", exchange.requestId()));
        String traceparent = exchange.correlation().traceparent();
        if (!traceparent.isEmpty()) {
            fields.add(keyValue("traceparent", traceparent));
        }
        exchange.submission().ifPresent(submission -> add(submission, status, fields));
        return fields.toArray();
    }

    private void add(Submission submission, int status, List<Object> fields) {
        Trace trace = submission.trace();
        Source source = trace.source();
        boolean failed = status >= 400 || trace.rejected() > 0;
        if (source != null) {
            fields.add(keyValue("workspace_id", source.workspaceId()));
            fields.add(keyValue("source_id", source.sourceId()));
        }
        fields.add(keyValue("event_type", trace.eventType()));
        fields.add(keyValue("message_id", trace.messageId()));
        fields.add(keyValue("accepted", trace.accepted()));
        fields.add(keyValue("rejected", trace.rejected()));
        // Whoever sends without a key fills no log.
        if (source != null && (failed ? settings.payloadOnError() : settings.payloadOnSuccess())) {
            fields.add(keyValue("payload", Masks.body(submission)));
        }
    }

    @Override
    public void refused(int status, String error) {
        metrics.refused(status);
        LOG.info("request refused by its head", keyValue("status_code", status), keyValue("error", error));
    }

    /** Outermost: sees what the others answer. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
