package dev.cdp.admin.handler;

import static net.logstash.logback.argument.StructuredArguments.keyValue;

import dev.cdp.admin.access.Access;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request, without its query and body; and the headers that each answer has. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestLog implements Ordered {
    private static final Logger LOG = LoggerFactory.getLogger("dev.cdp.admin.request");
    private static final String BEGUN = "cdp.begun";
    // Scripts are files of ours, styles too but for what the editor and the charts set on elements.
    private static final String POLICY = "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; "
            + "form-action 'self'; frame-ancestors 'none'";

    @RequestFilter
    void begin(HttpRequest<?> request) {
        request.setAttribute(BEGUN, System.nanoTime());
    }

    @ResponseFilter
    void finish(HttpRequest<?> request, @Nullable MutableHttpResponse<?> response) {
        if (response == null) {
            return;
        }
        response.header("Content-Security-Policy", POLICY)
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer");
        if (request.getPath().startsWith("/api/")) {
            response.header("Cache-Control", "no-store");
        }
        long begun = request.getAttribute(BEGUN, Long.class).orElseGet(System::nanoTime);
        Access access = Requests.findAccess(request).orElse(null);
        LOG.info(
                "request",
                keyValue("method", request.getMethodName()),
                keyValue("path", request.getPath()),
                keyValue("status_code", response.code()),
                keyValue(
                        "duration_ms",
                        Duration.ofNanos(System.nanoTime() - begun).toMillis()),
                keyValue("actor", access == null ? "" : access.principal().label()),
                keyValue("workspace_id", access == null ? "" : access.workspaceId()));
    }

    /** Outermost: sees what the others answer. */
    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }
}
