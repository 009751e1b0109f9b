package dev.cdp.collector.handler.connection;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;

/**
 * The answer to a request that is not read any further; its connection is closed.
 *
 * @param error holds nothing that the client sent
 */
record Refusal(HttpResponseStatus status, String error) {
    private static final String RETRY_AFTER_SECONDS = "1";

    static Refusal malformed(String error) {
        return new Refusal(HttpResponseStatus.BAD_REQUEST, error);
    }

    static Refusal tooSlow(String error) {
        return new Refusal(HttpResponseStatus.REQUEST_TIMEOUT, error);
    }

    static Refusal tooLarge(long limitBytes) {
        return new Refusal(
                HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "the body is larger than " + limitBytes / 1024 + " KB");
    }

    static Refusal noMemory() {
        return new Refusal(HttpResponseStatus.SERVICE_UNAVAILABLE, "too many requests are being read at the moment");
    }

    FullHttpResponse response() {
        byte[] body = ("{\"error\":\"" + error + "\"}").getBytes(StandardCharsets.UTF_8);
        FullHttpResponse response =
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        if (status.equals(HttpResponseStatus.SERVICE_UNAVAILABLE)) {
            response.headers().set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (status.equals(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE)) {
            response.headers().set(HttpHeaderNames.ACCEPT_ENCODING, HttpHeaderValues.GZIP);
        }
        return response;
    }
}
