package dev.cdp.collector.handler;

import static net.logstash.logback.argument.StructuredArguments.keyValue;

import dev.cdp.collector.config.LogSettings;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request, with what became known of it; its id in the answer; its metrics. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestLog implements Ordered, RefusalLog {
    private static final Logger LOG = LoggerFactory.getLogger("dev.cdp.collector.request");

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
            Exchange.of(request).ifPresent(exchange -> {
                response.header(TraceContext.REQUEST_ID, exchange.requestId());
                answered(request.getMethodName(), request.getPath(), exchange, response.code());
            });
        }
    }

    /**
     * A request was answered.
     *
     * @param path without the query
     */
    void answered(String method, String path, Exchange exchange, int status) {
        metrics.answered(exchange, status);
        if (LOG.isInfoEnabled()) {
            LOG.info("request", line(method, path, exchange, status));
        }
    }

    private RequestLine line(String method, String path, Exchange exchange, int status) {
        Submission submission = exchange.submission().orElse(null);
        return new RequestLine(
                method,
                path,
                status,
                exchange.elapsed().toNanos(),
                exchange.requestId(),
                exchange.correlation().traceparent(),
                submission == null ? null : submission.trace(),
                submission != null && isPayloadLogged(submission.trace(), status) ? Masks.body(submission) : "");
    }

    private boolean isPayloadLogged(Trace trace, int status) {
        boolean failed = status >= 400 || trace.rejected() > 0;
        // Whoever sends without a key fills no log.
        return trace.source() != null && (failed ? settings.payloadOnError() : settings.payloadOnSuccess());
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
