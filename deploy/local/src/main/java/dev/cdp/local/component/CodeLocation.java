package dev.cdp.local.component;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** The jar or folder that a class was loaded from, as a class path entry for a child JVM. */
final class CodeLocation {
    private CodeLocation() {}

    static Path of(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a class location is a URI", e);
        }
    }
}
