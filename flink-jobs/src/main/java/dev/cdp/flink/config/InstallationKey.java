package dev.cdp.flink.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.Sha256;
import dev.cdp.contract.config.SecretConfig;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The installation's key, {@code CDP_SECRET_KEY}: opens secrets. {@link SecretConfig} says how they are sealed. */
public final class InstallationKey {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;

    public InstallationKey(String text) {
        this.key = new SecretKeySpec(Sha256.of(text), "AES");
    }

    /**
     * The secret's value.
     *
     * @throws GeneralSecurityException when it was sealed under another key, or for another name
     */
    public String open(SecretConfig secret) throws GeneralSecurityException {
        byte[] sealed = bytes(secret);
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
        cipher.updateAAD(secret.context().getBytes(UTF_8));
        return new String(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES), UTF_8);
    }

    private static byte[] bytes(SecretConfig secret) throws GeneralSecurityException {
        try {
            byte[] sealed = Base64.getDecoder().decode(secret.sealed());
            if (sealed.length < NONCE_BYTES) {
                throw new GeneralSecurityException("shorter than its nonce");
            }
            return sealed;
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("no base64", e);
        }
    }
}
