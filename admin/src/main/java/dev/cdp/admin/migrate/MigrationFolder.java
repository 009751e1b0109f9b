package dev.cdp.admin.migrate;

import dev.cdp.admin.AdminException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The migrations of one database: files V001__name.sql, each with V001__name.down.sql beside it. Files
 * that don't end in .sql are passed over.
 */
public final class MigrationFolder {
    private static final Pattern FILE_NAME =
            Pattern.compile("V(?<version>\\d{3})__(?<name>[a-z0-9]+(?:_[a-z0-9]+)*)(?<down>\\.down)?\\.sql");
    private static final String UP_TEMPLATE = "-- Why this change is made.\n";
    private static final String DOWN_TEMPLATE =
            "-- Takes the change back, in reverse order, also when it was made only in part (IF EXISTS).\n";

    private final Database database;
    private final Path folder;

    private MigrationFolder(Database database, Path folder) {
        this.database = database;
        this.folder = folder;
    }

    /** The folder of this database under the root that all databases share. */
    public static MigrationFolder of(Database database, Path root) {
        return new MigrationFolder(database, root.resolve(database.toString()));
    }

    Database database() {
        return database;
    }

    Path path() {
        return folder;
    }

    /**
     * All migrations, in the order in which they are applied.
     *
     * @throws AdminException when the folder is missing, a file is misnamed, a number stands twice, or
     *     a down file has no migration
     */
    List<MigrationFile> migrations() {
        Map<String, MigrationFile> byVersion = new TreeMap<>();
        List<Matcher> downs = new ArrayList<>();
        for (String fileName : sqlFileNames()) {
            Matcher name = FILE_NAME.matcher(fileName);
            if (!name.matches()) {
                throw new AdminException("%s is not named like V001__snake_case.sql or V001__snake_case.down.sql"
                        .formatted(inFolder(fileName)));
            }
            if (name.group("down") != null) {
                downs.add(name);
                continue;
            }
            MigrationFile earlier =
                    byVersion.put(name.group("version"), file(name.group("version"), name.group("name")));
            if (earlier != null) {
                throw new AdminException("%s and %s have the same number: give the later one the next free number"
                        .formatted(earlier.up().getFileName(), inFolder(fileName)));
            }
        }
        for (Matcher down : downs) {
            MigrationFile migration = byVersion.get(down.group("version"));
            if (migration == null || !migration.description().equals(down.group("name"))) {
                throw new AdminException("%s belongs to no migration: there is no %s"
                        .formatted(inFolder(down.group()), down.group().replace(".down.sql", ".sql")));
            }
        }
        return List.copyOf(byVersion.values());
    }

    /**
     * Refuses migrations that could not be taken back, and files that hold no statement yet.
     *
     * @throws AdminException naming the first such file
     */
    void requireComplete() {
        for (MigrationFile migration : migrations()) {
            if (!migration.hasDown()) {
                throw new AdminException("%s has no %s beside it: write the file that takes it back first"
                        .formatted(migration.up(), migration.down().getFileName()));
            }
            for (Path file : List.of(migration.up(), migration.down())) {
                if (SqlStatement.parse(database, file).isEmpty()) {
                    throw new AdminException("%s holds no statement".formatted(file));
                }
            }
        }
    }

    /**
     * Writes the two files of a new migration with the next number and returns them.
     *
     * @param name words; made snake_case
     */
    public Collection<Path> create(String name) {
        String words = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s-]+", "_");
        String version = "%03d".formatted(nextNumber());
        MigrationFile migration = file(version, words);
        if (!FILE_NAME.matcher(migration.up().getFileName().toString()).matches()) {
            throw new AdminException(
                    "'%s' is no name for a migration: use letters a to z, digits and underscores".formatted(name));
        }
        try {
            Files.createDirectories(folder);
            Files.writeString(migration.up(), UP_TEMPLATE);
            Files.writeString(migration.down(), DOWN_TEMPLATE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
        return List.of(migration.up(), migration.down());
    }

    private int nextNumber() {
        List<MigrationFile> migrations = Files.isDirectory(folder) ? migrations() : List.of();
        return migrations.isEmpty()
                ? 1
                : Integer.parseInt(migrations.get(migrations.size() - 1).version()) + 1;
    }

    private MigrationFile file(String version, String description) {
        String stem = "V%s__%s".formatted(version, description);
        return new MigrationFile(version, description, inFolder(stem + ".sql"), inFolder(stem + ".down.sql"));
    }

    private Path inFolder(String fileName) {
        return folder.resolve(fileName);
    }

    private List<String> sqlFileNames() {
        if (!Files.isDirectory(folder)) {
            throw new AdminException(
                    "there is no folder %s: name the folder of the migrations with --dir".formatted(folder));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".sql"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }
}
