package dev.cdp.local;

import dev.cdp.local.component.SecretFile;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The stack's own write keys and its operator's password, made once and kept with its data: the database holds only
 * their hashes.
 */
public record StackKeys(String demo, String canary, String adminPassword) {
    // With the c in front the one form that every client takes: @jitsu/js insists on 25 characters that begin with c,
    // or on a colon, which Basic auth cannot carry.
    private static final int WRITE_KEY_BYTES = 12;
    private static final int PASSWORD_BYTES = 10;

    public static StackKeys in(Path data) throws IOException {
        Path folder = data.resolve("keys");
        return new StackKeys(
                SecretFile.readOrMake(folder.resolve("demo"), WRITE_KEY_BYTES),
                SecretFile.readOrMake(folder.resolve("canary"), WRITE_KEY_BYTES),
                SecretFile.readOrMake(folder.resolve("admin"), PASSWORD_BYTES));
    }
}
