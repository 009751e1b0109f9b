package dev.cdp.udf.http;

import java.time.Duration;
import java.util.List;

/**
 * What functions may fetch.
 *
 * @param hosts that are allowed, such as {@code api.example.com} or {@code *.example.com}; empty: all
 * @param privateNetworks that are allowed although they are not public, such as {@code 10.1.0.0/16}
 * @param timeout of a request, its redirects included; a function's own may be shorter
 * @param bodyBytes of an answer; a longer one fails
 * @param redirects that are followed
 * @param connections open at most, and to one host a tenth of them
 */
public record FetchOptions(
        List<String> hosts,
        List<String> privateNetworks,
        Duration timeout,
        int bodyBytes,
        int redirects,
        int connections) {
    public static final FetchOptions DEFAULT =
            new FetchOptions(List.of(), List.of(), Duration.ofSeconds(5), 1 << 20, 5, 200);

    public FetchOptions {
        hosts = List.copyOf(hosts);
        privateNetworks = List.copyOf(privateNetworks);
    }

    public FetchOptions withHosts(List<String> allowed) {
        return new FetchOptions(allowed, privateNetworks, timeout, bodyBytes, redirects, connections);
    }

    public FetchOptions withPrivateNetworks(List<String> allowed) {
        return new FetchOptions(hosts, allowed, timeout, bodyBytes, redirects, connections);
    }
}
