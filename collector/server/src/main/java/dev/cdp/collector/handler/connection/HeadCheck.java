package dev.cdp.collector.handler.connection;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.List;
import java.util.Optional;

/**
 * What can be said against a request by its line and headers alone, before its body takes memory.
 *
 * @param maxHeaders of one request
 * @param maxBodyBytes as sent
 */
record HeadCheck(int maxHeaders, long maxBodyBytes) {

    Optional<Refusal> refusal(HttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return Optional.of(undecodable(request.decoderResult().cause()));
        }
        HttpHeaders headers = request.headers();
        if (headers.size() > maxHeaders) {
            return Optional.of(tooManyHeaders());
        }
        if (!isFramingClear(request, headers)) {
            return Optional.of(Refusal.malformed("Transfer-Encoding may only be chunked, in HTTP/1.1"));
        }
        if (!isHostClear(request, headers)) {
            return Optional.of(Refusal.malformed("exactly one Host header with host and port is needed"));
        }
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        // The decoder has made sure that it is a number.
        if (length != null && Long.parseLong(length) > maxBodyBytes) {
            return Optional.of(Refusal.tooLarge(maxBodyBytes));
        }
        return isEncodingKnown(headers) ? Optional.empty() : Optional.of(unknownEncoding());
    }

    private static Refusal undecodable(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return new Refusal(HttpResponseStatus.REQUEST_URI_TOO_LONG, "the request line is too long");
        }
        return cause instanceof TooLongHttpHeaderException
                ? new Refusal(HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "the headers are too large")
                : Refusal.malformed("the request is not well-formed HTTP");
    }

    private Refusal tooManyHeaders() {
        return new Refusal(
                HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE, "there are more than " + maxHeaders + " headers");
    }

    private static Refusal unknownEncoding() {
        return new Refusal(
                HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding may only be gzip, once, or identity");
    }

    /** Whoever stands between might read another framing differently. */
    private static boolean isFramingClear(HttpRequest request, HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            return true;
        }
        List<String> encodings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return encodings.size() == 1
                && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(encodings.get(0))
                && request.protocolVersion().equals(HttpVersion.HTTP_1_1);
    }

    /** The settings document names it. */
    private static boolean isHostClear(HttpRequest request, HttpHeaders headers) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.isEmpty()) {
            return request.protocolVersion().equals(HttpVersion.HTTP_1_0);
        }
        return hosts.size() == 1 && isHost(hosts.get(0));
    }

    private static boolean isHost(String host) {
        for (int i = 0; i < host.length(); i++) {
            if (!isOfHost(host.charAt(i))) {
                return false;
            }
        }
        return !host.isEmpty();
    }

    private static boolean isOfHost(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '-'
                || c == '_'
                || c == ':'
                || c == '['
                || c == ']';
    }

    private static boolean isEncodingKnown(HttpHeaders headers) {
        if (!headers.contains(HttpHeaderNames.CONTENT_ENCODING)) {
            return true;
        }
        List<String> encodings = headers.getAll(HttpHeaderNames.CONTENT_ENCODING);
        if (encodings.size() > 1) {
            return false;
        }
        String encoding = encodings.get(0).strip();
        return encoding.isEmpty()
                || HttpHeaderValues.GZIP.contentEqualsIgnoreCase(encoding)
                || HttpHeaderValues.X_GZIP.contentEqualsIgnoreCase(encoding)
                || HttpHeaderValues.IDENTITY.contentEqualsIgnoreCase(encoding);
    }
}
