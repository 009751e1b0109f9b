package dev.cdp.admin.access;

import dev.cdp.contract.Sha256;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Random secrets, and the hashes by which they are kept: they are too long to be guessed, so no salt is needed. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private Secrets() {}

    /** 43 characters that need no escaping in URLs, cookies and headers. */
    public static String random() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** 64 lower-case hexadecimal digits. */
    public static String sha256Hex(String text) {
        return HexFormat.of().formatHex(Sha256.of(text));
    }
}
