package dev.cdp.testkit;

import dev.cdp.local.dist.Repository;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** One up file of deploy/migrations. Tests apply them plainly; the product does it with Flyway. */
record Migration(Path file, int version, String sql) {
    /** Those of one database, in order of version. */
    static List<Migration> all(String database) {
        Path folder = Repository.find().resolve("deploy/migrations/" + database);
        if (!Files.isDirectory(folder)) {
            throw new TestServiceException("there are no migrations in " + folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Migration::isUp)
                    .map(Migration::read)
                    .sorted(Comparator.comparingInt(Migration::version))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isUp(Path file) {
        String name = file.getFileName().toString();
        return name.matches("V\\d+__.*\\.sql") && !name.endsWith(".down.sql");
    }

    private static Migration read(Path file) {
        String name = file.getFileName().toString();
        try {
            return new Migration(file, Integer.parseInt(name.substring(1, name.indexOf("__"))), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
