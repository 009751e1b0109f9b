package dev.cdp.local.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/** Copies of jars that a build may replace while a process runs from them; a JVM does not survive that. */
public final class JarCopy {
    private JarCopy() {}

    /** The copy, named by the jar's content. A folder of classes, and what is a copy already, is returned as it is. */
    public static Path of(Path jar, Path directory) throws IOException {
        if (Files.isDirectory(jar) || jar.startsWith(directory)) {
            return jar;
        }
        String content = new Launch(List.of(), Map.of(), jar.getParent(), List.of(jar)).fingerprint();
        String name = jar.getFileName().toString().replace(".jar", "-" + content.substring(0, 12) + ".jar");
        Path copy = Files.createDirectories(directory).resolve(name);
        if (!Files.exists(copy)) {
            Path draft = Files.createTempFile(directory, "copy", ".tmp");
            Files.copy(jar, draft, StandardCopyOption.REPLACE_EXISTING);
            Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
        }
        return copy;
    }
}
