package dev.cdp.admin.migrate;

import dev.cdp.admin.AdminException;
import dev.cdp.admin.migrate.MigrationStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder of migrations that a test writes, and the empty database that it applies them to. */
final class Playground implements AutoCloseable {
    private static final Path PRODUCT = Path.of("..", "deploy", "migrations");

    private final TestDatabase database;
    private final Path root;
    private final Path folder;

    Playground(Database database, Path root) throws Exception {
        this.database = TestDatabase.create(database);
        this.root = root;
        this.folder = Files.createDirectories(root.resolve(database.toString()));
    }

    TestDatabase database() {
        return database;
    }

    Migrator migrator() {
        return migrator(root);
    }

    /** Applies the product's migrations in place of the test's. */
    Migrator product() {
        return migrator(PRODUCT);
    }

    List<MigrationFile> productFiles() {
        return MigrationFolder.of(database.target().database(), PRODUCT).migrations();
    }

    /** Makes the table one. */
    void writeOne() throws IOException {
        write("V001__one.sql", database.createTable("one"));
        write("V001__one.down.sql", "DROP TABLE one");
    }

    /** Makes the table two. */
    void writeTwo() throws IOException {
        write("V002__two.sql", database.createTable("two"));
        write("V002__two.down.sql", "DROP TABLE two");
    }

    /** Makes the table made, then fails at line 3. */
    void writeBroken() throws IOException {
        write("V002__broken.sql", database.createTable("made") + ";\n\nCREATE TABLE broken (a\n  nonsense);\n");
        write("V002__broken.down.sql", "DROP TABLE IF EXISTS broken;\nDROP TABLE IF EXISTS made;");
    }

    void write(String fileName, String sql) throws IOException {
        Files.writeString(folder.resolve(fileName), sql);
    }

    void copy(Path file) throws IOException {
        Files.copy(file, folder.resolve(file.getFileName()));
    }

    void delete(String fileName) throws IOException {
        Files.delete(folder.resolve(fileName));
    }

    /** Applies the test's migrations, which has to fail. */
    String failureOfUp() {
        try {
            migrator().up(applied -> {});
        } catch (AdminException e) {
            return e.getMessage();
        }
        throw new AssertionError("migrate up should have been refused");
    }

    List<State> states() {
        return migrator().status().stream().map(MigrationStatus::state).toList();
    }

    @Override
    public void close() throws Exception {
        database.close();
    }

    private Migrator migrator(Path directory) {
        return new Migrator(
                database.target(), MigrationFolder.of(database.target().database(), directory));
    }
}
