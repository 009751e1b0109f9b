package dev.cdp.contract.live;

/**
 * The names in Redis. All that is there may be lost at any time: it is remembered from PostgreSQL, or
 * it counts. No write key is there, only its SHA-256.
 */
public final class RedisNames {
    /** The pub/sub channel of {@link Invalidation}, written by {@link InvalidationCodec}. */
    public static final String INVALIDATIONS = "cdp:invalidations";

    private RedisNames() {}

    /**
     * What collectors remember of a write key, or that there is none: a string that only collectors
     * read and write, with a time to live.
     *
     * @param keySha256 64 lower-case hexadecimal digits
     */
    public static String writeKey(String keySha256) {
        return "key:v1:" + keySha256;
    }

    /** A workspace's window and day, a hash as {@link RateUsage} says. The braces keep it on one node of a cluster. */
    public static String rate(String workspaceId) {
        return "rate:{" + workspaceId + '}';
    }
}
