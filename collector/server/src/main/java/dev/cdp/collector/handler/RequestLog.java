package dev.cdp.collector.handler;

import static net.logstash.logback.argument.StructuredArguments.keyValue;

import dev.cdp.collector.config.LogSettings;
import dev.cdp.collector.domain.Source;
import dev.cdp.collector.service.Trace;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request, with what became known of it. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestLog implements Ordered {
    private static final Logger LOG = LoggerFactory.getLogger("dev.cdp.collector.request");
    private static final String STARTED = "cdp.started";
    private static final String FACTS = "cdp.facts";
    private static final String MASK = "****";
    /** In a payload whose key nobody knows. */
    private static final Pattern WRITE_KEY = Pattern.compile("(\"writeKey\"\\s*:\\s*\")(?:[^\"\\\\]|\\\\.)*");
    /** In a path. */
    private static final Pattern PROJECT = Pattern.compile("/projects/[^/]+");

    private final LogSettings settings;

    RequestLog(LogSettings settings) {
        this.settings = settings;
    }

    @SuppressWarnings("ArrayRecordComponent") // Never compared; a copy would cost.
    private record Facts(Trace trace, byte[] body) {}

    /** Tells the log where this request's facts will stand. */
    static void attach(HttpRequest<?> request, Trace trace, byte[] body) {
        request.setAttribute(FACTS, new Facts(trace, body));
    }

    @RequestFilter
    void start(HttpRequest<?> request) {
        request.setAttribute(STARTED, System.nanoTime());
    }

    @ResponseFilter
    void finish(HttpRequest<?> request, @Nullable MutableHttpResponse<?> response) {
        if (response == null || !LOG.isInfoEnabled()) {
            return;
        }
        List<Object> fields = new ArrayList<>(12);
        fields.add(keyValue("method", request.getMethodName()));
        fields.add(keyValue("path", PROJECT.matcher(request.getPath()).replaceFirst("/projects/" + MASK)));
        fields.add(keyValue("status_code", response.code()));
        fields.add(keyValue("duration_ms", millisSince(request)));
        request.getAttribute(FACTS, Facts.class).ifPresent(facts -> add(facts, response.code(), fields));
        LOG.info("request", fields.toArray());
    }

    private void add(Facts facts, int status, List<Object> fields) {
        Trace trace = facts.trace();
        Source source = trace.source();
        if (source != null) {
            fields.add(keyValue("workspace_id", source.workspaceId()));
            fields.add(keyValue("source_id", source.sourceId()));
        }
        fields.add(keyValue("event_type", trace.eventType()));
        fields.add(keyValue("message_id", trace.messageId()));
        fields.add(keyValue("accepted", trace.accepted()));
        fields.add(keyValue("rejected", trace.rejected()));
        boolean failed = status >= 400 || trace.rejected() > 0;
        if (failed ? settings.payloadOnError() : settings.payloadOnSuccess()) {
            fields.add(keyValue("payload", masked(facts)));
        }
    }

    private static String masked(Facts facts) {
        String payload = new String(facts.body(), StandardCharsets.UTF_8);
        String key = facts.trace().writeKey();
        String withoutKnown = key.isEmpty() ? payload : payload.replace(key, MASK);
        return WRITE_KEY.matcher(withoutKnown).replaceAll("$1" + MASK);
    }

    private static double millisSince(HttpRequest<?> request) {
        long started = request.getAttribute(STARTED, Long.class).orElseGet(System::nanoTime);
        return TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - started) / 1_000.0;
    }

    /** Outermost: sees what the others answer. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
