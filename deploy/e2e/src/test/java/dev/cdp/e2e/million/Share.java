package dev.cdp.e2e.million;

import java.nio.charset.StandardCharsets;

/** A connection's share of visitors, after the words of the product's documentation and not by its code. */
final class Share {
    private Share() {}

    /** Evenly from 0 to below 1: FNV-1a in 64 bits, mixed as in SplitMix64, of which the upper 53 bits count. */
    static double of(String id) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : id.getBytes(StandardCharsets.UTF_8)) {
            hash ^= Byte.toUnsignedLong(octet);
            hash *= 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 30) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ hash >>> 27) * 0x94d049bb133111ebL;
        return ((hash ^ hash >>> 31) >>> 11) / (double) (1L << 53);
    }
}
