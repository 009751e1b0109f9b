package dev.cdp.flink.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.config.SecretConfig;
import dev.cdp.flink.config.ConfigSnapshot;
import dev.cdp.udf.FunctionRef;
import dev.cdp.udf.host.Secrets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workspace's secrets from {@code cdp.config}, opened when a function first reads one. {@link SecretConfig} says how
 * they are sealed. One that can't be opened is lacking: the log names it, and the function finds it undefined.
 */
final class SealedSecrets implements Secrets {
    private static final Logger LOG = LoggerFactory.getLogger(SealedSecrets.class);
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKeySpec key;
    private final Supplier<ConfigSnapshot> config;

    SealedSecrets(String installationKey, Supplier<ConfigSnapshot> config) {
        this.key = new SecretKeySpec(sha256(installationKey), "AES");
        this.config = config;
    }

    @Override
    public Map<String, String> of(FunctionRef caller) {
        Map<String, String> open = new HashMap<>();
        for (SecretConfig secret : config.get().secrets(caller.workspaceId())) {
            try {
                open.put(secret.id(), open(secret));
            } catch (GeneralSecurityException | IllegalArgumentException e) {
                LOG.error("{} can't be opened with this installation's key; functions don't have it", secret, e);
            }
        }
        return open;
    }

    private String open(SecretConfig secret) throws GeneralSecurityException {
        byte[] sealed = Base64.getDecoder().decode(secret.sealed());
        if (sealed.length < NONCE_BYTES) {
            throw new IllegalArgumentException("shorter than its nonce");
        }
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
        cipher.updateAAD(secret.context().getBytes(UTF_8));
        return new String(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES), UTF_8);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
