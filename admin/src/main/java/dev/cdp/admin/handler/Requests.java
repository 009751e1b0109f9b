package dev.cdp.admin.handler;

import dev.cdp.admin.access.Access;
import dev.cdp.admin.error.Problem;
import dev.cdp.admin.service.change.Once;
import dev.cdp.admin.service.event.Span;
import dev.cdp.admin.service.page.Paging;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What routes read of requests beside path and body, and the answers that many have in common. */
final class Requests {
    private static final String ACCESS = "cdp.access";
    private static final Pattern ETAG = Pattern.compile("(?:W/)?\"(\\d{1,18})\"");
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{8,100}");
    private static final ArgumentConversionContext<Integer> INTEGER = ConversionContext.of(Integer.class);

    private Requests() {}

    static void remember(HttpRequest<?> request, Access access) {
        request.setAttribute(ACCESS, access);
    }

    static Optional<Access> findAccess(HttpRequest<?> request) {
        return request.getAttribute(ACCESS, Access.class);
    }

    /** Who asks about which workspace; the filter has checked the right. */
    static Access access(HttpRequest<?> request) {
        return findAccess(request).orElseThrow(() -> new IllegalStateException("a route without a check"));
    }

    /** Which part of a list is asked for. */
    static Paging paging(HttpRequest<?> request) {
        String limit = request.getParameters().get("limit");
        Integer number = request.getParameters().get("limit", INTEGER).orElse(null);
        if (limit != null && number == null) {
            throw Problem.invalid("limit", "limit is a number");
        }
        return Paging.of(request.getParameters().get("cursor"), number);
    }

    /** A query parameter, empty where there is none. */
    static String query(HttpRequest<?> request, String name) {
        String value = request.getParameters().get(name);
        return value == null ? "" : value;
    }

    /** The time that is asked about, by from and to; so long up to now where it does not say. */
    static Span span(HttpRequest<?> request, Duration otherwise) {
        return Span.of(query(request, "from"), query(request, "to"), otherwise);
    }

    /** The version that the client has seen. */
    static long version(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.IF_MATCH);
        if (header == null) {
            throw Problem.unconditional();
        }
        Matcher tag = ETAG.matcher(header.strip());
        if (!tag.matches()) {
            throw Problem.changed();
        }
        return Long.parseLong(tag.group(1));
    }

    /** How this create is recognised when it is sent again. */
    static Once once(HttpRequest<?> request, Object body) {
        String key = request.getHeaders().get("Idempotency-Key");
        if (key != null && !KEY.matcher(key).matches()) {
            throw Problem.invalid("Idempotency-Key", "the key has 8 to 100 visible ASCII characters");
        }
        return new Once(key == null ? "" : key, request.getMethodName() + ' ' + request.getPath()).with(body);
    }

    /** Where the request came from. */
    static String address(HttpRequest<?> request) {
        return request.getRemoteAddress().getAddress() == null
                ? ""
                : request.getRemoteAddress().getAddress().getHostAddress();
    }

    /** An answer that names its version. */
    static <T> HttpResponse<T> versioned(T body, long version) {
        return HttpResponse.ok(body).header(HttpHeaders.ETAG, '"' + Long.toString(version) + '"');
    }

    /** The answer of a create, with its version. */
    static <T> MutableHttpResponse<T> created(T body, long version) {
        return HttpResponse.created(body).header(HttpHeaders.ETAG, '"' + Long.toString(version) + '"');
    }
}
