package dev.cdp.admin.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SqlStatementTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Database.class)
    void fileIsCutAtSemicolonsThatEndStatements(Database database) throws IOException {
        assertThat(SqlStatement.parse(database, file("""
                                DROP TABLE a; -- not here;
                                /* nor
                                   here; */
                                INSERT INTO b
                                VALUES ('c;''d');

                                DROP TABLE e
                                """)))
                .extracting(SqlStatement::line)
                .containsExactly(1, 4, 7);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void placeholdersAreLeftAlone(Database database) throws IOException {
        assertThat(SqlStatement.parse(database, file("SELECT '${a}';")))
                .extracting(SqlStatement::sql)
                .containsExactly("SELECT '${a}'");
    }

    @Test
    void bodyOfPostgresFunctionIsOneStatement() throws IOException {
        assertThat(SqlStatement.parse(
                        Database.POSTGRES, file("DO $$ BEGIN PERFORM 1; PERFORM 2; END $$;\nDROP FUNCTION f;")))
                .hasSize(2);
    }

    @Test
    void backslashKeepsClickHouseStringOpen() throws IOException {
        assertThat(SqlStatement.parse(Database.CLICKHOUSE, file("SELECT 'it\\'s; one'; SELECT 2;")))
                .hasSize(2);
    }

    private Path file(String sql) throws IOException {
        return Files.writeString(folder.resolve("V001__a.sql"), sql);
    }
}
