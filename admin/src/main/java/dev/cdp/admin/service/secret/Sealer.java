package dev.cdp.admin.service.secret;

import dev.cdp.admin.config.SecretSettings;
import dev.cdp.admin.error.Problem;
import dev.cdp.contract.Sha256;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts with AES-256-GCM under the SHA-256 of the installation's key: a random nonce of 12 bytes, then the sealed
 * bytes with their tag. What is sealed is bound to its context, so that a row can't be read in another's place.
 */
@Singleton
public class Sealer {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int SHORTEST_KEY = 32;

    private final SecureRandom random = new SecureRandom();
    private final SecretKeySpec key;

    /** @throws IllegalArgumentException when the key is too short */
    Sealer(SecretSettings settings) {
        String text = settings.key();
        if (!text.isEmpty() && text.length() < SHORTEST_KEY) {
            throw new IllegalArgumentException("CDP_SECRET_KEY must have at least 32 random characters");
        }
        this.key = text.isEmpty() ? null : new SecretKeySpec(Sha256.of(text), "AES");
    }

    /** @throws Problem when the installation has no key */
    public byte[] seal(byte[] open, String context) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, nonce, open, context);
        return ByteBuffer.allocate(NONCE_BYTES + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    /** @throws Problem when it was sealed with another key, or in another context */
    public byte[] open(byte[] sealed, String context) {
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return apply(Cipher.DECRYPT_MODE, nonce, rest, context);
    }

    private byte[] apply(int mode, byte[] nonce, byte[] bytes, String context) {
        if (key == null) {
            throw Problem.unavailable("this installation has no CDP_SECRET_KEY: secrets can't be stored", null);
        }
        try {
            Cipher cipher = Cipher.getInstance(CIPHER);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw Problem.unavailable("a stored secret can't be read with this installation's CDP_SECRET_KEY", e);
        }
    }
}
