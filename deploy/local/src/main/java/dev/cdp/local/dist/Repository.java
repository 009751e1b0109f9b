package dev.cdp.local.dist;

import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that holds this program. */
public record Repository(Path root) {
    /** Walks up from the working directory, so that it is found from any module's folder. */
    public static Repository find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("deploy/local/dist/pom.xml"))) {
                return new Repository(folder);
            }
        }
        throw new IllegalStateException(start + " is not inside the repository: no parent has deploy/local/dist");
    }

    public Path resolve(String path) {
        return root.resolve(path);
    }
}
