package dev.cdp.collector.domain;

import dev.cdp.contract.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** The SHA-256 of a write key: all that is stored of one, and all that is kept in memory. */
public final class KeyHash {
    private final byte[] sha256;

    private KeyHash(byte[] sha256) {
        this.sha256 = sha256;
    }

    /** The hash of the key's UTF-8 bytes. */
    public static KeyHash of(String writeKey) {
        return new KeyHash(Sha256.of(writeKey));
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return sha256.clone();
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(sha256);
    }

    /** The hash of these digits. */
    public static KeyHash ofHex(String sha256) {
        return new KeyHash(HexFormat.of().parseHex(sha256));
    }

    /**
     * Takes as long for hashes that differ early as for those that differ late. (To be found in a map
     * by its hash tells nothing about a key all the same: who guesses doesn't choose what SHA-256 makes
     * of it, so the time of a near miss leads no nearer.)
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof KeyHash that && MessageDigest.isEqual(sha256, that.sha256);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sha256);
    }
}
