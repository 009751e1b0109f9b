package dev.cdp.contract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, looked up once for each thread: for each event anew, that costs as much as to hash so little. */
public final class Sha256 {
    private static final ThreadLocal<MessageDigest> OF_THREAD = ThreadLocal.withInitial(Sha256::create);

    private Sha256() {}

    /** This thread's own, with nothing in it yet. To be used up at once. */
    public static MessageDigest fresh() {
        MessageDigest digest = OF_THREAD.get();
        digest.reset();
        return digest;
    }

    /** The 32 bytes of a text's UTF-8. */
    public static byte[] of(String text) {
        return fresh().digest(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
