package dev.cdp.local.component;

import dev.cdp.local.dist.Distributions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a component's files are.
 *
 * @param data directory that holds one data directory per component
 * @param lib directory for copies of the jars that this build has made
 */
public record Places(Distributions distributions, Path data, Path lib) {
    /** The component's own data directory, made when it is missing. */
    public Path dataOf(Component component) throws IOException {
        return Files.createDirectories(data.resolve(component.name()));
    }
}
