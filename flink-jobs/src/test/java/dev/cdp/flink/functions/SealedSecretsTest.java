package dev.cdp.flink.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cdp.contract.config.SecretConfig;
import dev.cdp.flink.config.ConfigSnapshot;
import dev.cdp.udf.FunctionRef;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealedSecretsTest {
    private static final String KEY = "the key of an installation, long enough";
    private static final FunctionRef CALLER = new FunctionRef("ws", "f", "f", 1);

    @Test
    void functionsFindTheSecretsOfTheirWorkspaceOnly() throws Exception {
        SealedSecrets secrets = secrets(
                KEY, Sealing.seal(KEY, "ws", "TOKEN", 1, "tö-ken"), Sealing.seal(KEY, "other", "TOKEN", 1, "theirs"));
        assertThat(secrets.of(CALLER)).containsOnly(java.util.Map.entry("TOKEN", "tö-ken"));
    }

    @Test
    void anotherKeyOpensNothing() throws Exception {
        assertThat(secrets("another key of an installation, as long", Sealing.seal(KEY, "ws", "TOKEN", 1, "x"))
                        .of(CALLER))
                .isEmpty();
    }

    @Test
    void secretInAnothersPlaceIsNotOpened() throws Exception {
        SecretConfig theirs = Sealing.seal(KEY, "other", "TOKEN", 1, "theirs");
        SecretConfig moved = new SecretConfig("ws", "TOKEN", 1, theirs.sealed());
        SecretConfig damaged = new SecretConfig("ws", "SHORT", 1, "AAAA");
        assertThat(secrets(KEY, moved, damaged).of(CALLER)).isEmpty();
    }

    private static SealedSecrets secrets(String key, SecretConfig... records) {
        ConfigSnapshot snapshot = ConfigSnapshot.of(List.of(records));
        return new SealedSecrets(key, () -> snapshot);
    }
}
