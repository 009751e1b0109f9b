package dev.cdp.contract.config;

/**
 * A secret of a workspace, sealed: what a function finds in {@code ctx.secrets}, and what a setting {@code secret:NAME}
 * of a destination stands for.
 *
 * @param id the name by which it is referred to
 * @param sealed base64 of 12 bytes of nonce, then the value in UTF-8 under AES-256-GCM with its tag of 16 bytes. The key
 *     is the SHA-256 of the installation's key ({@code CDP_SECRET_KEY}, UTF-8); the additional data is {@link
 *     #context()}, so that a sealed value stands for no other name and no other workspace
 */
public record SecretConfig(String workspaceId, String id, long version, String sealed) implements ConfigRecord {
    @Override
    public String kind() {
        return "secret";
    }

    /** What the sealed value is bound to, which is the record's key as well. */
    public String context() {
        return key();
    }

    /** Does not show the value, not even sealed. */
    @Override
    public String toString() {
        return "SecretConfig[" + key() + ", version=" + version + "]";
    }
}
