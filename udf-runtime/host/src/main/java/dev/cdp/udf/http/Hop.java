package dev.cdp.udf.http;

import dev.cdp.udf.host.FetchRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.core5.http.ContentType;

/**
 * One request of a chain of redirects.
 *
 * @param number 0 for the first
 */
record Hop(Target target, String method, List<Map.Entry<String, String>> headers, byte[] body, int number) {
    /** Decided by the connection, not by a function: with them one request could pass for two. */
    private static final Set<String> FORBIDDEN = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "via",
            "accept-encoding");

    private static final Set<String> OF_THE_ORIGIN = Set.of("authorization", "cookie", "proxy-authorization");
    private static final Set<String> OF_THE_BODY =
            Set.of("content-type", "content-encoding", "content-language", "content-location");

    static Hop first(Target target, FetchRequest request) {
        return new Hop(
                target,
                request.method(),
                request.headers().stream()
                        .filter(header -> !isForbidden(name(header)))
                        .toList(),
                request.body(),
                0);
    }

    private static boolean isForbidden(String name) {
        return FORBIDDEN.contains(name) || name.startsWith("proxy-");
    }

    private static String name(Map.Entry<String, String> header) {
        return header.getKey().toLowerCase(Locale.ROOT);
    }

    /** After an answer of this status, as the Fetch standard has it. */
    Hop next(Target to, int status) {
        boolean becomesGet =
                status == 303 && !method.equals("HEAD") || (status == 301 || status == 302) && method.equals("POST");
        boolean leaves = !to.hasOriginOf(target);
        return new Hop(
                to,
                becomesGet ? "GET" : method,
                headers.stream()
                        .filter(header -> !(leaves && OF_THE_ORIGIN.contains(name(header))))
                        .filter(header -> !(becomesGet && OF_THE_BODY.contains(name(header))))
                        .toList(),
                becomesGet ? new byte[0] : body,
                number + 1);
    }

    SimpleHttpRequest request() {
        SimpleRequestBuilder builder = SimpleRequestBuilder.create(method).setUri(target.uri());
        headers.forEach(header -> builder.addHeader(header.getKey(), header.getValue()));
        if (body.length > 0) {
            // The function's content-type, where there is one, is among the headers.
            builder.setBody(
                    body,
                    headers.stream().anyMatch(h -> name(h).equals("content-type")) ? null : ContentType.TEXT_PLAIN);
        }
        return builder.build();
    }
}
