package dev.cdp.collector.handler.connection;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.util.AsciiString;

/** What every answer says to browsers: it is data, no page, and nobody keeps it unless it says so. */
final class SecurityHeaders {
    private static final AsciiString POLICY = AsciiString.cached("default-src 'none'; frame-ancestors 'none'");
    private static final AsciiString CONTENT_TYPE_OPTIONS = AsciiString.cached("x-content-type-options");
    private static final AsciiString NOSNIFF = AsciiString.cached("nosniff");
    private static final AsciiString NO_STORE = AsciiString.cached("no-store");

    private SecurityHeaders() {}

    static void add(HttpResponse response) {
        HttpHeaders headers = response.headers();
        headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
        if (!headers.contains(HttpHeaderNames.CACHE_CONTROL)) {
            headers.set(HttpHeaderNames.CACHE_CONTROL, NO_STORE);
        }
    }
}
