package dev.cdp.local.component;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobResultsTest {
    @TempDir
    Path directory;

    @Test
    void onlyNotesThatWereNeverFilledAreForgotten() throws IOException {
        Path cluster = Files.createDirectory(directory.resolve("cdp"));
        Path empty = Files.createFile(cluster.resolve("0a_DIRTY.json"));
        Path filled = Files.writeString(cluster.resolve("0b_DIRTY.json"), "{}");

        new JobResults(directory).forgetEmpty();

        assertThat(empty).doesNotExist();
        assertThat(filled).exists();
    }

    @Test
    void aClusterThatHasNeverRunHasNone() throws IOException {
        new JobResults(directory.resolve("missing")).forgetEmpty();

        assertThat(directory.resolve("missing")).doesNotExist();
    }
}
