package dev.cdp.udf.http;

import dev.cdp.udf.host.FetchException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/** Where a request goes: checked by its looks here, by its address when it is connected to. */
record Target(URI uri) {

    /**
     * Reads an address.
     *
     * @throws FetchException when it is none, or not allowed
     */
    static Target of(String url, List<String> allowedHosts) throws FetchException {
        URI uri = parse(url);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw new FetchException("only http and https addresses can be fetched");
        }
        if (uri.getHost() == null) {
            throw new FetchException("the address names no host");
        }
        if (uri.getRawUserInfo() != null) {
            throw new FetchException("an address must not carry credentials");
        }
        if (!allowedHosts.isEmpty() && allowedHosts.stream().noneMatch(allowed -> matches(uri.getHost(), allowed))) {
            throw new FetchException("this host is not on the list of allowed ones");
        }
        return new Target(uri);
    }

    private static URI parse(String url) throws FetchException {
        try {
            return new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new FetchException("not an address: " + url, e);
        }
    }

    private static boolean matches(String host, String allowed) {
        String name = host.toLowerCase(Locale.ROOT);
        String pattern = allowed.toLowerCase(Locale.ROOT);
        return pattern.startsWith("*.") ? name.endsWith(pattern.substring(1)) : name.equals(pattern);
    }

    Target redirected(String location, List<String> allowedHosts) throws FetchException {
        try {
            return of(uri.resolve(location.strip()).toString(), allowedHosts);
        } catch (IllegalArgumentException e) {
            throw new FetchException("redirected to what is no address", e);
        }
    }

    /** Scheme, host and port: credentials of one origin are not sent to another. */
    boolean hasOriginOf(Target other) {
        return uri.getScheme().equalsIgnoreCase(other.uri.getScheme())
                && uri.getHost().equalsIgnoreCase(other.uri.getHost())
                && uri.getPort() == other.uri.getPort();
    }
}
