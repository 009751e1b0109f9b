package dev.cdp.udf.host;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A request as the function made it; nothing is checked yet.
 *
 * @param headers by name, in order
 * @param body empty: none
 * @param timeout what is left of the invocation's time, at most
 */
public record FetchRequest(
        String method, String url, List<Map.Entry<String, String>> headers, byte[] body, Duration timeout) {
    public FetchRequest {
        headers = List.copyOf(headers);
    }
}
