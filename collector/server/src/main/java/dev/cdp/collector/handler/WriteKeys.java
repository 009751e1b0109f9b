package dev.cdp.collector.handler;

import dev.cdp.collector.service.auth.Credentials;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.util.AsciiString;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * Finds the write keys that stand outside a request's body: the user of Basic authentication, a
 * bearer token, X-Write-Key, else the query's writeKey.
 */
final class WriteKeys {
    private static final AsciiString X_WRITE_KEY = AsciiString.cached("x-write-key");
    private static final String BASIC = "Basic ";
    private static final String BEARER = "Bearer ";

    private WriteKeys() {}

    static Credentials of(String uri, HttpHeaders headers) {
        return new Credentials(
                header(headers.get(HttpHeaderNames.AUTHORIZATION), headers.get(X_WRITE_KEY)), query(uri));
    }

    private static List<String> header(String authorization, String xWriteKey) {
        if (authorization != null) {
            String key = "";
            if (startsWith(authorization, BASIC)) {
                key = basicUser(authorization.substring(BASIC.length()).strip());
            } else if (startsWith(authorization, BEARER)) {
                key = authorization.substring(BEARER.length()).strip();
            }
            if (!key.isEmpty()) {
                return List.of(key);
            }
        }
        return xWriteKey == null || xWriteKey.isBlank() ? List.of() : idAndSecret(xWriteKey.strip());
    }

    private static boolean startsWith(String header, String scheme) {
        return header.regionMatches(true, 0, scheme, 0, scheme.length());
    }

    private static String basicUser(String base64) {
        try {
            String userAndPassword = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
            int colon = userAndPassword.indexOf(':');
            return colon < 0 ? userAndPassword : userAndPassword.substring(0, colon);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * Jitsu's keys are {@code id:secret}: the whole may be a key here, or else its secret. Its id
     * alone never is: that is public.
     */
    private static List<String> idAndSecret(String key) {
        int colon = key.indexOf(':');
        return colon < 0 || colon == key.length() - 1 ? List.of(key) : List.of(key, key.substring(colon + 1));
    }

    private static String query(String uri) {
        // Parsing the query costs; hardly a request has one.
        if (uri.indexOf('?') < 0) {
            return "";
        }
        List<String> keys = new QueryStringDecoder(uri).parameters().get("writeKey");
        return keys == null ? "" : keys.get(0);
    }
}
