package dev.cdp.admin.workspace;

import dev.cdp.contract.Sha256;
import java.util.regex.Pattern;

/** The secret that an SDK sends. It is never stored or printed: what is kept is its hash and a hint. */
public final class WriteKey {
    // No colon: SDKs send the key as the user of Basic auth, which ends at the first one (RFC 7617).
    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e&&[^:]]{8,200}");
    private static final int HINT_LENGTH = 4;

    private final String key;

    /** @throws IllegalArgumentException when an SDK could not send it */
    public WriteKey(String key) {
        if (!SENDABLE.matcher(key).matches()) {
            throw new IllegalArgumentException("a write key is 8 to 200 visible ASCII characters without a colon");
        }
        this.key = key;
    }

    /** SHA-256 of the key's UTF-8 bytes: by this the collector looks it up. */
    public byte[] sha256() {
        return Sha256.of(key);
    }

    /** Four stars and the last four characters. */
    public String hint() {
        return "*".repeat(HINT_LENGTH) + key.substring(key.length() - HINT_LENGTH);
    }

    @Override
    public String toString() {
        return hint();
    }
}
