package dev.cdp.flink.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.Envelope;
import dev.cdp.contract.config.ConnectionConfig;

/**
 * Which events a connection's share of them is. The same visitor, or event, is in or out in each attempt, on each
 * machine and in each version of the product; a larger share holds all of a smaller one.
 */
final class Sampling {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Sampling() {}

    static boolean passes(Envelope event, ConnectionConfig connection) {
        if (connection.sampling() >= 1) {
            return true;
        }
        return share(sampledBy(event, connection.samplingBy())) < connection.sampling();
    }

    /** An event without an anonymous id stands for itself. */
    private static String sampledBy(Envelope event, String what) {
        return what.equals(ConnectionConfig.BY_EVENT_ID) || event.anonymousId().isEmpty()
                ? event.eventId().toString()
                : event.anonymousId();
    }

    /** Evenly from 0 to below 1: FNV-1a, its bits mixed as in SplitMix64, the upper 53 as a fraction. */
    static double share(String id) {
        long hash = FNV_OFFSET;
        for (byte b : id.getBytes(UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        hash ^= hash >>> 31;
        return (hash >>> 11) * 0x1.0p-53;
    }
}
