package dev.cdp.admin.migrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.cdp.admin.AdminException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationFolderTest {
    @TempDir
    private Path root;

    private MigrationFolder folder;

    @BeforeEach
    void openFolder() throws IOException {
        Files.createDirectories(root.resolve("postgres"));
        folder = MigrationFolder.of(Database.POSTGRES, root);
    }

    @Test
    void migrationsComeInTheOrderOfTheirNumbers() throws IOException {
        write("V010__ten.sql", "V002__two.sql", "V001__one.sql", "V001__one.down.sql", "README.md");

        assertThat(folder.migrations())
                .extracting(MigrationFile::version, MigrationFile::description, MigrationFile::hasDown)
                .containsExactly(tuple("001", "one", true), tuple("002", "two", false), tuple("010", "ten", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "V1__one.sql",
                "V001_one.sql",
                "V001__One.sql",
                "V001__.sql",
                "v001__one.sql",
                "V001__one.up.sql",
                "V0001__one.sql",
                "R__again.sql",
                "V001__one-two.sql"
            })
    void misnamedFileIsRefused(String fileName) throws IOException {
        write(fileName);

        assertThatThrownBy(folder::migrations)
                .isInstanceOf(AdminException.class)
                .hasMessageContaining(fileName + " is not named like V001__snake_case.sql");
    }

    @Test
    void numberGivenTwiceIsRefused() throws IOException {
        write("V001__one.sql", "V001__other.sql");

        assertThatThrownBy(folder::migrations)
                .hasMessageContaining("V001__one.sql")
                .hasMessageContaining("V001__other.sql have the same number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V001__renamed.down.sql", "V002__two.down.sql"})
    void downFileOfNoMigrationIsRefused(String down) throws IOException {
        write("V001__one.sql", down);

        assertThatThrownBy(folder::migrations).hasMessageContaining(down + " belongs to no migration");
    }

    @Test
    void missingFolderIsRefused() {
        assertThatThrownBy(MigrationFolder.of(Database.CLICKHOUSE, root)::migrations)
                .hasMessageContaining("there is no folder")
                .hasMessageContaining("--dir");
    }

    @Test
    void migrationWithoutDownFileIsRefused() throws IOException {
        write("V001__one.sql", "V001__one.down.sql", "V002__two.sql");

        assertThatThrownBy(folder::requireComplete)
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("V002__two.sql has no V002__two.down.sql beside it");
    }

    @Test
    void fileThatHoldsOnlyCommentsIsRefused() throws IOException {
        write("V001__one.sql");
        Files.writeString(root.resolve("postgres/V001__one.down.sql"), "-- later\n/* or never */\n");

        assertThatThrownBy(folder::requireComplete).hasMessageContaining("V001__one.down.sql holds no statement");
    }

    @Test
    void newMigrationTakesTheNextNumberAndHasBothFiles() throws IOException {
        write("V001__one.sql", "V001__one.down.sql", "V007__seven.sql", "V007__seven.down.sql");

        assertThat(folder.create("add thing"))
                .containsExactly(
                        root.resolve("postgres/V008__add_thing.sql"), root.resolve("postgres/V008__add_thing.down.sql"))
                .allMatch(Files::isRegularFile);
    }

    @Test
    void firstMigrationMakesItsFolder() {
        assertThat(MigrationFolder.of(Database.CLICKHOUSE, root).create("first"))
                .contains(root.resolve("clickhouse/V001__first.sql"));
    }

    @ParameterizedTest
    @CsvSource({"Add Thing,add_thing", "add-thing,add_thing", "' add  2 things ',add_2_things"})
    void nameOfNewMigrationIsMadeSnakeCase(String name, String description) {
        assertThat(folder.create(name)).contains(root.resolve("postgres/V001__" + description + ".sql"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "_", "naïve", "../up", "a;b"})
    void nameThatCannotBeAFileNameIsRefused(String name) {
        assertThatThrownBy(() -> folder.create(name)).hasMessageContaining("is no name for a migration");
    }

    private void write(String... fileNames) throws IOException {
        for (String fileName : fileNames) {
            Files.writeString(root.resolve("postgres").resolve(fileName), "SELECT 1;\n");
        }
    }
}
