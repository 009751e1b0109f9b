package dev.cdp.collector.handler;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Lets browsers send from any origin, since write keys are public, and read nothing but the answers
 * of the paths where events come in.
 *
 * <p>The origin is echoed and credentials are allowed, because {@code navigator.sendBeacon} always
 * sends in credentials mode and a browser then takes no {@code *}. That gives nothing away: the
 * collector sets no cookie and looks at none, and what a write key may read is public.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class Cors {
    /**
     * Names of headers that a page may send: those that it asks for, as libraries add their own (RudderStack's has
     * others again when it retries) and none of them says anything that a program could not say as well.
     */
    private static final Pattern ASKED = Pattern.compile("[\\w!#$%&'*+.^`|~, -]{1,2000}");

    private static final String EXPOSED = HttpHeaders.RETRY_AFTER + ", X-Request-Id";

    /** Scheme, host and port, or {@code null}, which is what pages without an origin say. */
    private static final Pattern ORIGIN = Pattern.compile("null|[a-z][a-z0-9+.-]{1,30}://[a-zA-Z0-9._\\[\\]:-]{1,260}");
    /** Of operators, not of browsers. */
    private static final Set<String> CLOSED = Set.of("/metrics", "/ready", "/health");

    @RequestFilter
    @Nullable
    HttpResponse<?> preflight(HttpRequest<?> request) {
        if (request.getMethod() != HttpMethod.OPTIONS
                || !request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            return null;
        }
        MutableHttpResponse<?> answer = HttpResponse.noContent();
        if (isOpen(request)) {
            // An answer of this filter's own doesn't pass its other half.
            allow(request, answer);
            answer.header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST")
                    .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400")
                    .header(HttpHeaders.VARY, HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
            String asked = request.getHeaders().get(HttpHeaders.ACCESS_CONTROL_REQUEST_HEADERS);
            if (asked != null && ASKED.matcher(asked).matches()) {
                answer.header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, asked);
            }
        }
        return answer;
    }

    @ResponseFilter
    void allow(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (isOpen(request)) {
            MutableHttpHeaders headers = response.getHeaders();
            allow(request.getHeaders().get(HttpHeaders.ORIGIN), headers::add);
        }
    }

    /**
     * What is said to a page that may read the answer.
     *
     * @param origin as the browser told it, or null
     * @param answer takes headers, a name and a value each
     */
    static void allow(String origin, BiConsumer<String, String> answer) {
        if (origin == null) {
            return;
        }
        answer.accept(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (ORIGIN.matcher(origin).matches()) {
            answer.accept(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            answer.accept(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
            answer.accept(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        }
    }

    private static boolean isOpen(HttpRequest<?> request) {
        return !CLOSED.contains(request.getPath());
    }
}
