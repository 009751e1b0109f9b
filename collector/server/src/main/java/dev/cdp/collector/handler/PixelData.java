package dev.cdp.collector.handler;

import io.micronaut.http.HttpParameters;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The event in a pixel's query. */
final class PixelData {
    private PixelData() {}

    /**
     * The JSON of {@code data}: decoded from base64url or base64, with or without padding. What is
     * neither is taken for the JSON itself, whose reader then says what is wrong with it.
     */
    static byte[] json(HttpParameters query) {
        String data = query.get("data", String.class).orElse("").strip();
        if (data.startsWith("{")) {
            return data.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getUrlDecoder().decode(toBase64Url(data));
        } catch (IllegalArgumentException e) {
            return data.getBytes(StandardCharsets.UTF_8);
        }
    }

    /** A plus that nobody escaped has become a space on its way. */
    private static String toBase64Url(String base64) {
        String url = base64.replace(' ', '-').replace('+', '-').replace('/', '_');
        int padding = url.indexOf('=');
        return padding < 0 ? url : url.substring(0, padding);
    }
}
