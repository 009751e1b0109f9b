package dev.cdp.udf.host;

import java.util.List;
import java.util.Map;

/**
 * An answer, whole.
 *
 * @param url that answered in the end
 * @param redirected whether that is another than the one asked
 */
public record FetchResponse(
        int status,
        String statusText,
        String url,
        boolean redirected,
        List<Map.Entry<String, String>> headers,
        byte[] body) {
    public FetchResponse {
        headers = List.copyOf(headers);
    }
}
