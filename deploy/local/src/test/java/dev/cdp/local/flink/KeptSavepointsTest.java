package dev.cdp.local.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptSavepointsTest {
    private static final String JOB = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void theNewestCompleteOneOfTheJobIsTaken() throws IOException {
        complete("savepoint-012345-aaaaaaaaaaaa", 2_000);
        complete("savepoint-012345-bbbbbbbbbbbb", 1_000);
        complete("savepoint-999999-cccccccccccc", 3_000);
        Files.createDirectories(directory.resolve("savepoint-012345-dddddddddddd")); // was being written

        assertThat(new KeptSavepoints(directory).last(JOB))
                .hasValueSatisfying(path -> assertThat(path).endsWith("savepoint-012345-aaaaaaaaaaaa/"));
    }

    @Test
    void aJobWithoutAnIdHasNone() throws IOException {
        complete("savepoint-012345-aaaaaaaaaaaa", 1_000);

        assertThat(new KeptSavepoints(directory).last("")).isEmpty();
        assertThat(new KeptSavepoints(directory.resolve("missing")).last(JOB)).isEmpty();
    }

    private void complete(String savepoint, long millis) throws IOException {
        Path metadata = Files.createFile(
                Files.createDirectories(directory.resolve(savepoint)).resolve("_metadata"));
        assertThat(metadata.toFile().setLastModified(millis)).isTrue();
    }
}
