package dev.cdp.collector.handler;

import java.util.regex.Pattern;

/**
 * Takes surplus slashes out of the path before anyone routes by it: Segment's Java library posts to
 * {@code //v1/import/}.
 */
final class CanonicalUri {
    private static final Pattern SLASHES = Pattern.compile("/{2,}");

    private CanonicalUri() {}

    /** The URI with single slashes in its path, and none at the end of it; the same object if it is so already. */
    static String of(String uri) {
        String path = path(uri);
        if (!path.contains("//") && !(path.endsWith("/") && path.length() > 1)) {
            return uri;
        }
        String single = SLASHES.matcher(path).replaceAll("/");
        String canonical =
                single.endsWith("/") && single.length() > 1 ? single.substring(0, single.length() - 1) : single;
        return canonical + uri.substring(path.length());
    }

    /** The URI without its query. */
    static String path(String uri) {
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
