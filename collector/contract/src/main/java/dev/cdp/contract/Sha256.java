package dev.cdp.contract;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 for what is hashed with each event: to look the algorithm up anew costs as much as to hash so little. */
public final class Sha256 {
    private static final ThreadLocal<MessageDigest> OF_THREAD = ThreadLocal.withInitial(Sha256::create);

    private Sha256() {}

    /** This thread's own, with nothing in it yet. To be used up at once. */
    public static MessageDigest fresh() {
        MessageDigest digest = OF_THREAD.get();
        digest.reset();
        return digest;
    }

    private static MessageDigest create() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
