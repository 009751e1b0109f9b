package dev.cdp.flink.functions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cdp.contract.config.SecretConfig;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals secrets as the admin service does. */
public final class Sealing {
    private Sealing() {}

    public static SecretConfig seal(String installationKey, String workspaceId, String name, long version, String value)
            throws GeneralSecurityException {
        byte[] nonce = new byte[12];
        Arrays.fill(nonce, (byte) version);
        byte[] key = MessageDigest.getInstance("SHA-256").digest(installationKey.getBytes(UTF_8));
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        cipher.updateAAD(("secret/" + workspaceId + '/' + name).getBytes(UTF_8));
        byte[] sealed = cipher.doFinal(value.getBytes(UTF_8));
        byte[] both = Arrays.copyOf(nonce, nonce.length + sealed.length);
        System.arraycopy(sealed, 0, both, nonce.length, sealed.length);
        return new SecretConfig(workspaceId, name, version, Base64.getEncoder().encodeToString(both));
    }
}
