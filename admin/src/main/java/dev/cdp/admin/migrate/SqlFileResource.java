package dev.cdp.admin.migrate;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.flywaydb.core.api.resource.LoadableResource;

/** A file, as Flyway wants to be given one. UTF-8. */
final class SqlFileResource extends LoadableResource {
    private final Path file;

    SqlFileResource(Path file) {
        this.file = file;
    }

    @Override
    public Reader read() {
        try {
            return Files.newBufferedReader(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    @Override
    public String getAbsolutePath() {
        return file.toAbsolutePath().toString();
    }

    @Override
    public String getAbsolutePathOnDisk() {
        return getAbsolutePath();
    }

    @Override
    public String getFilename() {
        return file.getFileName().toString();
    }

    @Override
    public String getRelativePath() {
        return getFilename();
    }
}
