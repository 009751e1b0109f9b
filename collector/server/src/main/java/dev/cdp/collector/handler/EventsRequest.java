package dev.cdp.collector.handler;

import dev.cdp.collector.service.body.Endpoint;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import java.util.concurrent.Executor;

/**
 * A request at a path where events come in.
 *
 * @param path without the query
 * @param keepAlive whether the connection stays open behind its answer
 */
record EventsRequest(Endpoint endpoint, Head head, String path, boolean keepAlive, Exchange exchange) {

    /**
     * Such a request; or null for all others, and for the preflights of browsers, which are asked about
     * every path.
     *
     * @param request with its canonical URI
     */
    static EventsRequest of(HttpRequest request, String peer, Executor eventLoop) {
        String path = CanonicalUri.path(request.uri());
        Endpoint endpoint = EventRoutes.at(path);
        if (endpoint == null || isPreflight(request)) {
            return null;
        }
        Head head = Head.of(request, peer, eventLoop);
        EventsRequest events = new EventsRequest(endpoint, head, path, isKeepAlive(request), new Exchange(head));
        if (events.isAllowed()) {
            events.exchange().arrivedAt(endpoint);
        }
        return events;
    }

    private static boolean isPreflight(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static boolean isKeepAlive(HttpRequest request) {
        return request.protocolVersion().isKeepAliveDefault() && HttpUtil.isKeepAlive(request);
    }

    /** Events are posted. */
    boolean isAllowed() {
        return head.method().equals("POST");
    }
}
