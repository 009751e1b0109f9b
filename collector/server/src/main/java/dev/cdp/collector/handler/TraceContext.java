package dev.cdp.collector.handler;

import dev.cdp.collector.log.Correlation;
import io.netty.util.AsciiString;

/**
 * The names that a request brings from outside, taken only when they are well-formed: they go into
 * the log, into headers of the answer and of Kafka.
 */
final class TraceContext {
    static final AsciiString REQUEST_ID = AsciiString.cached("x-request-id");
    static final AsciiString TRACEPARENT = AsciiString.cached("traceparent");

    private static final int MAX_REQUEST_ID = 64;
    /** {@code 00-<32 hex>-<16 hex>-<2 hex>}. */
    private static final int TRACEPARENT_LENGTH = 55;

    private TraceContext() {}

    static Correlation of(Head head) {
        String id = head.header(REQUEST_ID);
        String parent = head.header(TRACEPARENT);
        if (id == null && parent == null) {
            return Correlation.NONE;
        }
        return new Correlation(isRequestId(id) ? id : "", isTraceparent(parent) ? parent : "");
    }

    private static boolean isRequestId(String id) {
        if (id == null || id.isEmpty() || id.length() > MAX_REQUEST_ID) {
            return false;
        }
        for (int i = 0; i < id.length(); i++) {
            if (!isOfId(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isOfId(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '_'
                || c == '.';
    }

    /** As of W3C's Trace Context, version 00: lower-case, neither id all zeros. */
    private static boolean isTraceparent(String value) {
        return value != null
                && value.length() == TRACEPARENT_LENGTH
                && value.startsWith("00-")
                && value.charAt(35) == '-'
                && value.charAt(52) == '-'
                && isId(value, 3, 35)
                && isId(value, 36, 52)
                && isHex(value, 53, 55);
    }

    private static boolean isId(String value, int from, int to) {
        if (!isHex(value, from, to)) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (value.charAt(i) != '0') {
                return true;
            }
        }
        return false;
    }

    private static boolean isHex(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = value.charAt(i);
            if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
                return false;
            }
        }
        return true;
    }
}
