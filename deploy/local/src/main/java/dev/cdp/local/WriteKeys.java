package dev.cdp.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/** The stack's own write keys, made once and kept with its data: the database holds only their hashes. */
public record WriteKeys(String demo, String canary) {
    public static WriteKeys in(Path data) throws IOException {
        Path folder = Files.createDirectories(data.resolve("keys"));
        return new WriteKeys(readOrMake(folder.resolve("demo")), readOrMake(folder.resolve("canary")));
    }

    private static String readOrMake(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[12];
            new SecureRandom().nextBytes(random);
            Path draft = Files.createTempFile(
                    file.getParent(),
                    "key",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            // The one form that every client takes: @jitsu/js insists on 25 characters that begin with c,
            // or on a colon, which Basic auth cannot carry.
            Files.writeString(draft, "c" + HexFormat.of().formatHex(random));
            Files.move(draft, file);
        }
        return Files.readString(file).strip();
    }
}
