package dev.cdp.flink.functions;

import dev.cdp.contract.config.SecretConfig;
import dev.cdp.flink.config.ConfigSnapshot;
import dev.cdp.flink.config.InstallationKey;
import dev.cdp.udf.FunctionRef;
import dev.cdp.udf.host.Secrets;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A workspace's secrets from {@code cdp.config}, opened when a function first reads one. One that can't be opened is
 * lacking: the log names it, and the function finds it undefined.
 */
final class SealedSecrets implements Secrets {
    private static final Logger LOG = LoggerFactory.getLogger(SealedSecrets.class);

    private final InstallationKey key;
    private final Supplier<ConfigSnapshot> config;

    SealedSecrets(String installationKey, Supplier<ConfigSnapshot> config) {
        this.key = new InstallationKey(installationKey);
        this.config = config;
    }

    @Override
    public Map<String, String> of(FunctionRef caller) {
        Map<String, String> open = new HashMap<>();
        for (SecretConfig secret : config.get().secrets(caller.workspaceId())) {
            try {
                open.put(secret.id(), key.open(secret));
            } catch (GeneralSecurityException e) {
                LOG.error("{} can't be opened with this installation's key; functions don't have it", secret, e);
            }
        }
        return open;
    }
}
